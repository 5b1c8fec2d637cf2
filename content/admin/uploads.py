"""Files that are uploaded once and then used in articles: another file is another upload."""

from .guarding import GuardedAdmin


class UploadAdmin(GuardedAdmin):
    """A new row needs its file, in the field `upload` of `upload_form`; afterwards only the words of that form change.

    `readonly_fields` begins with what shows the file. `keep(obj, upload, by=...)` stores it and fills in the row.
    """

    upload_form = keep = None
    list_select_related = ["added_by"]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **({} if obj else {"form": self.upload_form}), **kwargs)

    def get_fields(self, request, obj=None):
        words, (shown, *known) = self.upload_form.Meta.fields, self.readonly_fields
        return [shown, *words, *known] if obj else ["upload", *words]

    def save_model(self, request, obj, form, change):
        if "upload" in form.cleaned_data:
            self.keep(obj, form.cleaned_data["upload"], by=request.user)
        super().save_model(request, obj, form, change)
