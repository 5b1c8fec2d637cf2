"""Import and export as CSV: a dry run with a readable difference first, then the import itself."""

from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from import_export.forms import ImportForm


class CsvImportForm(ImportForm):
    """One file. Its one format goes without saying."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = "CSV file"
        self.fields["import_file"].help_text = (
            "Export first, change that file in a spreadsheet, save it as CSV (UTF-8), and choose it here. "
            "You see what would change before anything changes."
        )


class ExchangeMixin(ImportExportMixin):
    """Whoever may add and change rows may import them; whoever may look may export. Set `resource_classes`."""

    formats = [CSV]
    import_form_class = CsvImportForm
    import_template_name = "admin/content/import.html"
    skip_export_form = True

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)
