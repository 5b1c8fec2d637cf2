"""Exercises that stand alone."""

from django import forms
from django.contrib import admin
from django.db import models

from content import presenters
from content.models import Exercise

from .filters import WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Exercise)
class ExerciseAdmin(ReviewableAdmin):
    list_display = ["title", "stands", "next_check", "energy", "public_page", "edited"]
    list_filter = [WorkFilter, "state", "energy", "topics"]
    search_fields = ["title", "summary", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["sources"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "figure"]}),
        ("Who it is for", {"fields": ["positions", "purposes", "energy"]}),
        ("How to do it", {"fields": ["steps", "how_many", "easier", "harder"]}),
        ("Keeping safe", {"fields": ["ask_first", "stop_if", "heat"]}),
        ("Where it is listed, and what it rests on", {"fields": ["topics", "position", "sources"]}),
    ]
    examples = {
        "title": "As people say it: “Heel raises”.",
        "summary": "One plain sentence: “Makes your calves stronger, which helps with walking.”",
        "how_many": "“5 times, with a rest. Once a day to start.”",
        "easier": "“Hold a kitchen worktop with both hands.”",
        "harder": "“Hold with one hand, or do 2 more.”",
        "ask_first": "“If you have fallen in the last year, ask a physiotherapist first.”",
        "heat": "“If you get warm, stop and cool down before the next one.”",
    }
    at_a_glance = ["title", "slug", "summary"]

    def public_address(self, obj):
        return presenters.exercise_address(obj.slug)
