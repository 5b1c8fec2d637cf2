"""Pictures: uploaded once, with words for those who do not see them, then used in articles."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from content import pictures
from content.models import Image

from .guarding import GuardedAdmin


class PictureForm(forms.ModelForm):
    """A new picture needs its file; afterwards only its words change: another picture is another upload."""

    upload = forms.FileField(
        label="Picture",
        help_text="A JPEG, PNG or WebP file. It is made smaller, and hidden data such as the place is removed.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Image
        fields = ["alternative", "credit"]

    def clean_upload(self):
        picture = pictures.read(self.cleaned_data["upload"])
        same = pictures.already(picture)
        if same:
            raise forms.ValidationError(f"This picture is here already: “{same}”. Use that one.")
        return picture


@admin.register(Image)
class ImageAdmin(GuardedAdmin):
    list_display = ["alternative", "credit", "width", "height", "added_by", "added_at"]
    list_select_related = ["added_by"]
    search_fields = ["alternative", "credit"]
    readonly_fields = ["shown", "width", "height", "added_by", "added_at"]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **({} if obj else {"form": PictureForm}), **kwargs)

    def get_fields(self, request, obj=None):
        words = ["alternative", "credit"]
        return ["shown", *words, "width", "height", "added_by", "added_at"] if obj else ["upload", *words]

    def save_model(self, request, obj, form, change):
        if "upload" in form.cleaned_data:
            pictures.keep(obj, form.cleaned_data["upload"], by=request.user)
        super().save_model(request, obj, form, change)

    @admin.display(description="Picture")
    def shown(self, obj):
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            reverse("picture", args=[obj.sha256]),
            obj.alternative,
            obj.width // 2,
            obj.height // 2,
        )
