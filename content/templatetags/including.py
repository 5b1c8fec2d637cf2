"""Including a template, in less time: pages of answers are made for each reader and include a dozen.

Django looks for the template in every page, and copies the whole context for “only”. Nothing else is different here.
"""

from django import template
from django.template.loader_tags import IncludeNode, do_include

register = template.Library()


class Part(IncludeNode):
    """An include of a template whose name is written there. It looks for it once: Django's loader keeps it as well."""

    _found = None

    def render(self, context):
        """Return the template, rendered with what stands around it, or with `only` what it is given."""
        self._found = self._found or context.template.engine.get_template(self.template.var)
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if not self.isolated_context:
            with context.push(**values):
                return self._found.render(context)
        around, context.dicts = context.dicts, [context.dicts[0], values]  # the first: True, False, None
        try:
            return self._found.render(context)
        finally:
            context.dicts = around


@register.tag
def include(parser, token):
    """{% include %} as Django has it."""
    node = do_include(parser, token)
    if not isinstance(node.template.var, str):
        return node
    return Part(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)
