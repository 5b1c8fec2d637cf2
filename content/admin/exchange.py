"""Import and export as CSV: a dry run with a readable difference first, then the import itself."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from import_export.forms import ConfirmImportForm, ImportForm

from content import spreadsheets


class CsvImportForm(ImportForm):
    """One file. Its one format goes without saying."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = "CSV file"
        self.fields["import_file"].error_messages["empty"] = spreadsheets.NO_ROWS
        self.fields["import_file"].help_text = (
            "Export first, change that file in a spreadsheet, save it as CSV (UTF-8), and choose it here. "
            "You see what would change before anything changes."
        )

    def clean_import_file(self):
        """The file in the letters and with the signs that are read from here on."""
        file = self.cleaned_data["import_file"]
        try:
            return SimpleUploadedFile(file.name, spreadsheets.canonical(file.read()), "text/csv")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class CsvConfirmForm(ConfirmImportForm):
    """What was shown: the file, and a hash of the rows that it would write over."""

    shown = forms.CharField(widget=forms.HiddenInput())


class ChangedMeanwhile(Exception):
    """Somebody has saved one of the rows since the difference was shown."""


class ExchangeMixin(ImportExportMixin):
    """Whoever may add and change rows may import them; whoever may look may export. Set `resource_classes`."""

    formats = [CSV]
    import_form_class = CsvImportForm
    confirm_form_class = CsvConfirmForm
    import_template_name = "admin/content/import.html"
    skip_export_form = True

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def add_data_read_fail_error_to_form(self, form, e):
        form.add_error("import_file", spreadsheets.UNREADABLE)

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        return {**initial, "shown": self._state(import_form)} if import_form else initial

    def process_import(self, request, **kwargs):
        """Import what was shown. What somebody else has saved since then is never written over."""
        try:
            return super().process_import(request, **kwargs)
        except ChangedMeanwhile:
            messages.error(request, "Somebody has changed one of these rows meanwhile. Look at the difference again.")
            return HttpResponseRedirect(reverse(f"admin:content_{self.opts.model_name}_import"))

    @transaction.atomic
    def process_dataset(self, dataset, form, request, **kwargs):
        resource = self.get_import_resource_classes(request)[0]()
        if resource.state_of(dataset) != form.cleaned_data["shown"]:
            raise ChangedMeanwhile
        return super().process_dataset(dataset, form, request, **kwargs)

    def _state(self, import_form):
        file = import_form.cleaned_data["import_file"]
        file.seek(0)
        dataset = CSV(encoding=self.from_encoding).create_dataset(file.read().decode(self.from_encoding))
        return self.get_import_resource_classes(None)[0]().state_of(dataset)
