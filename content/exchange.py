"""Glossary, services and sources as CSV: which columns, how they read, and what an import does to the working copies.

Nothing that is imported is public: it makes drafts, each filed as an edit of the person who imported it.
"""

from collections import defaultdict

from django.utils.html import format_html, format_html_join
from import_export import fields, resources, widgets

from content import compare, gazetteer, import_faults, publishing, snapshots
from content.models import Service, Source, Term

BETWEEN = "; "  # what stands between the items of a list in one cell
MARKS = {
    "same": "{}",
    "added": '<ins><span class="visually-hidden">added: </span>{}</ins>',
    "removed": '<del><span class="visually-hidden">removed: </span>{}</del>',
}


class LinesWidget(widgets.SimpleArrayWidget):
    """A list in one cell: “stiff muscles; tight muscles”."""

    def __init__(self):
        super().__init__(separator=BETWEEN.strip())

    def clean(self, value, row=None, **kwargs):
        return [item.strip() for item in super().clean(value, row, **kwargs) if item.strip()]

    def render(self, value, obj=None, **kwargs):
        return BETWEEN.join(value or [])


class NumberWidget(widgets.Widget):
    """A whole number or nothing."""

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip().removesuffix(".0")  # what some spreadsheets make of a whole number
        if text and not (text.isascii() and text.isdecimal()):
            raise ValueError(f"“{value}” is not a whole number.")
        return int(text) if text else None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class YesNoWidget(widgets.Widget):
    """“yes” or “no”; a cell that is left empty says yes."""

    def clean(self, value, row=None, **kwargs):
        text = str(value or "yes").strip().lower()
        if text not in ("yes", "no"):
            raise ValueError(f"“{value}” is neither yes nor no.")
        return text == "yes"

    def render(self, value, obj=None, **kwargs):
        return "yes" if value else "no"


class TownWidget(NumberWidget):
    """The number of a town that we know in GeoNames, or nothing."""

    def clean(self, value, row=None, **kwargs):
        number = super().clean(value, row, **kwargs)
        if number is not None and gazetteer.place(number) is None:
            raise ValueError(
                f"There is no town {number}. Copy the town and its number from a service in the same town."
            )
        return number


class SourcesWidget(widgets.ManyToManyWidget):
    """The keys of sources in one cell. A key that the register does not have is refused by its name."""

    def __init__(self):
        super().__init__(Source, separator=BETWEEN.strip(), field="key")

    def clean(self, value, row=None, **kwargs):
        keys = [key.strip() for key in (value or "").split(self.separator) if key.strip()]
        found = {source.key: source for source in Source.objects.filter(key__in=keys)}
        missing = [key for key in keys if key not in found]
        if missing:
            raise ValueError(f"There is no source “{missing[0]}”. Add it to the register first.")
        return [found[key] for key in keys]


class ReadableDiff(resources.Diff):
    """What an import changes in one row, field by field: words added and removed, told by more than colour."""

    def __init__(self, resource, instance, new):
        super().__init__(resource, instance, new)
        fields = resource.get_import_fields()
        self.labels = [_label(resource._meta.model, field) for field in fields]

    def as_html(self):
        """Return {label, words} for each field that changes; of a new row, for each that has words."""
        left = ["" for _ in self.left] if self.new else self.left
        cells = zip(self.labels, left, self.right, strict=True)
        return [{"label": label, "words": _marked(old, new)} for label, old, new in cells if old != new]


def _label(model, field):
    label = str(model._meta.get_field(field.attribute).verbose_name)
    return label[:1].upper() + label[1:]


def _marked(old, new):
    marked = compare.words(str(old or ""), str(new or ""))
    return format_html_join("", "{}", ((format_html(MARKS[mark], text),) for mark, text in marked))


class ExchangeResource(resources.ModelResource):
    """Rows are matched by their key; a row that changes nothing is left alone; a fault in one row stops all."""

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = False
        use_transactions = True
        store_instance = True

    def get_diff_class(self):
        return ReadableDiff

    def before_import(self, dataset, **kwargs):
        """Refuse a file without the column that rows are matched by, and rows with the same key."""
        key = self._meta.import_id_fields[0]
        if key not in (dataset.headers or []):
            raise ValueError(f"There is no column “{key}”. Export first, and change that file.")
        if repeated := _repeated(dataset[key]):
            raise ValueError(" ".join(f"Lines {lines} have the same {key}, “{value}”." for value, lines in repeated))

    def after_import(self, dataset, result, **kwargs):
        """Add to the result what to mend (`faults`), and the columns that the file does not have (`left`)."""
        result.faults = import_faults.faults(result, dataset, self._meta.model)
        result.left = [name for name in self._meta.fields if name not in (dataset.headers or ())]

    def state_of(self, dataset):
        """Return a hash of the rows that a dataset would write over, as they are now."""
        key = self._meta.import_id_fields[0]
        rows = self._meta.model.objects.filter(**{f"{key}__in": dataset[key]}).order_by(key)
        return snapshots.sha256(self.export(rows).csv)


def _repeated(keys):
    """Return (key, “3 and 9”) for each key that is there more than once: lines as a spreadsheet counts them."""
    lines = defaultdict(list)
    for line, key in enumerate(keys, 2):
        lines[key.strip()].append(str(line))
    return [(key, " and ".join(found)) for key, found in lines.items() if key and len(found) > 1]


class ReviewableResource(ExchangeResource):
    """Working copies: each row that changes something is an edit by the person who imports."""

    def after_import_row(self, row, row_result, **kwargs):
        if row_result.import_type in (row_result.IMPORT_TYPE_NEW, row_result.IMPORT_TYPE_UPDATE):
            publishing.record_edit(row_result.instance, by=kwargs["user"])


class TermResource(ReviewableResource):
    lay_words = fields.Field("lay_words", "lay_words", LinesWidget())
    marked = fields.Field("marked", "marked", YesNoWidget())
    sources = fields.Field("sources", "sources", SourcesWidget(), m2m_add=False)

    class Meta(ExchangeResource.Meta):
        model = Term
        import_id_fields = ["slug"]
        fields = ["slug", "term", "meaning", "lay_words", "marked", "sources"]


class ServiceResource(ReviewableResource):
    former_names = fields.Field("former_names", "former_names", LinesWidget())
    other_sources = fields.Field("other_sources", "other_sources", LinesWidget())
    serves_nations = fields.Field("serves_nations", "serves_nations", LinesWidget())
    geoname_id = fields.Field("geoname_id", "geoname_id", TownWidget())

    class Meta(ExchangeResource.Meta):
        model = Service
        import_id_fields = ["slug"]
        fields = ["slug", *Service.public_fields, "other_sources", "place_unsourced", "notes"]


class SourceResource(ExchangeResource):
    """The register of sources. Its “version we used” is left out: a new version makes what cites it due for a check."""

    class Meta(ExchangeResource.Meta):
        model = Source
        import_id_fields = ["key"]
        fields = ["key", "authors", "year", "title", "publisher", "doi", "url", "source_kind", "note"]
