"""Rich text and blocks in the admin, and the policy that lets their editors run without unsafe-inline."""

from content_editor.admin import ContentEditor, ContentEditorInline
from csp.constants import NONCE, SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import admin
from django.forms.widgets import Script
from django.utils.decorators import method_decorator
from js_asset.media import Media

from content.models import (
    CareNotice,
    DoDont,
    ExerciseBlock,
    FaqBlock,
    Figure,
    ImageBlock,
    RecordingBlock,
    Section,
    Video,
)

# The two style elements that the editors add, of django-prose-editor and of django-content-editor. A newer version may
# need another hash: the browser then prints it, and tests/browser/test_editing.py fails.
STYLES = (
    "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
    "'sha256-N1v+9oYdxeZd/nv2iKYNMLWqP5BlGZff7wM0R1mK4ws='",
)

ICONS = {
    Section: "notes",
    CareNotice: "medical_services",
    DoDont: "rule",
    ExerciseBlock: "accessibility_new",
    Figure: "draw",
    ImageBlock: "image",
    Video: "movie",
    RecordingBlock: "mic",
    FaqBlock: "help",
}


def block_inlines():
    """Return one inline for each kind of block."""
    return [ContentEditorInline.create(model, icon=icon) for model, icon in ICONS.items()]


@method_decorator(csp_update({"script-src": [NONCE], "style-src": STYLES}), name="changeform_view")
@method_decorator(csp_replace({"font-src": [SELF]}), name="changeform_view")
class ProseAdmin(admin.ModelAdmin):
    """A change form with rich text. Its scripts carry a nonce; styles that editors add are known by their hashes."""

    def render_change_form(self, request, context, **kwargs):
        response = super().render_change_form(request, context, **kwargs)
        media = response.context_data["media"]
        response.context_data["media"] = Media.from_media(media, nonce=str(request.csp_nonce))
        return response


class BlocksAdmin(ProseAdmin, ContentEditor):
    """A change form with blocks."""

    class Media:
        js = [Script("js/blocks.js", type="module")]

    def _content_editor_media(self, request, context):
        """Nothing where no blocks are shown: its script does not expect that."""
        shown = any(isinstance(formset.opts, ContentEditorInline) for formset in context["inline_admin_formsets"])
        return super()._content_editor_media(request, context) if shown else Media()
