"""Pictures: uploaded once, with words for those who do not see them, then used in articles."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from content import pictures
from content.models import Image

from .uploads import UploadAdmin


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
class ImageAdmin(UploadAdmin):
    upload_form, keep = PictureForm, staticmethod(pictures.keep)
    list_display = ["alternative", "credit", "width", "height", "added_by", "added_at"]
    search_fields = ["alternative", "credit"]
    readonly_fields = ["shown", "width", "height", "added_by", "added_at"]

    @admin.display(description="Picture")
    def shown(self, obj):
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            reverse("picture", args=[obj.sha256]),
            obj.alternative,
            obj.width // 2,
            obj.height // 2,
        )
