"""Recordings: uploaded once, then used in articles, each time with their words."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from content import recordings
from content.models import Recording

from .uploads import UploadAdmin


class RecordingForm(forms.ModelForm):
    """A new recording needs its file; afterwards only its names change: another recording is another upload."""

    upload = forms.FileField(
        label="Recording",
        help_text=(
            "An MP3, M4A or Ogg file of at most 40 MB; an MP3 plays everywhere. It is sent as it is: "
            "take out hidden data first, such as names or places."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/mpeg,audio/mp4,audio/ogg,.mp3,.m4a,.ogg"}),
    )

    class Meta:
        model = Recording
        fields = ["title", "speaker"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        recordings.read(upload)
        same = recordings.already(upload)
        if same:
            raise forms.ValidationError(f"This recording is here already: “{same}”. Use that one.")
        return upload


@admin.register(Recording)
class RecordingAdmin(UploadAdmin):
    upload_form, keep = RecordingForm, staticmethod(recordings.keep)
    list_display = ["title", "speaker", "length", "sound_kind", "added_by", "added_at"]
    search_fields = ["title", "speaker"]
    readonly_fields = ["heard", "length", "sound_kind", "added_by", "added_at"]

    @admin.display(description="Length", ordering="seconds")
    def length(self, obj):
        return f"{obj.seconds // 60}:{obj.seconds % 60:02}"

    @admin.display(description="Recording")
    def heard(self, obj):
        return format_html(
            '<audio controls preload="none" src="{}" aria-label="{}"></audio>',
            reverse("recording", args=[obj.sha256, obj.sound_kind]),
            obj.title,
        )
