"""Searches that call for help come first: how people type them when they are afraid, and what is no alarm at all."""

import re

import pytest

from content import prose
from content.search import urgent

EMERGENCY = """
cant breathe
can't breathe
i can not breathe
cannot catch my breath
cant brethe
carnt breathe help
struggling to breathe
suddenly short of breath
lips are blue
husband is choking
choking on food
chest pain
chst pain
pain in my chest
tightness in chest when walking
heart attack
coughing up blood
face dropped
my face is drooping on one side
mouth drooping
having a stroke
is this a stroke
slurred speech
slured speech this morning
suddenly cant speak
sudden numbness one side
right side weak and numb
sudden bad headache
worst headache of my life
cant lift both arms
lost my sight
having a fit
seizure
mum passed out
collapsed
he wont wake up
unconscious
fell and cant get up
fallen over can't stand up
hit by car broken hip
want to die
i want to dye want to die
dont want to live anymore
suicidal
sucidal
feeling suicidal
kill myself
end my life
ms is better off dead
no point living
self harm
took an overdose
taken too many tablets
cant go on
my husband hits me
afraid of my carer
numb down below
numbness between legs
numb bum and cant wee
cant feel when i wipe
lost control of my bladder
lost control of bowels suddenly
stopped baclofen suddenly
ran out of baclofen
baclofen pump alarm
cannot feel my legs suddenly
suddenly cant move my legs
sudden weakness in arm
""".strip().splitlines()
URGENT = """
cant pee
cant wee
can't pee at all
unable to urinate
no wee since yesterday
catheter blocked
burning when i pee
stinging wee
smelly urine
uti
high temperature
got a fever
swollen leg
one leg swollen and hot
blood clot in leg
dvt
blurred vision
double vision
pain in my eye when i move it
cant feel my legs
cant move my legs
legs gave way
cant stand up today
much worse since yesterday
legs stopped working
spasms suddenly much worse
pressure sore is black
bedsore smells
hit my head
short of breath
seeing things on steroids
cant cope with caring anymore
""".strip().splitlines()
CALM = """
exercise for breathing
breathing exercises
breathing muscle training
how to breathe when exercising
out of breath when exercising is it good
coughing
chest opening exercise
stretch my chest
foot drop
footdrop splint
dropping things
dropped foot
face exercises
one sided weakness
left leg weaker than right
leg weakness
weak legs
my legs feel heavy
why do my legs feel like lead at night
numb feet
numb hands
tingling in hands
pins and needles
stiff legs
leg spasms at night
jumping legs
spasticity
what is spasticity
baclofen
baclofen side effects
bladder
bladder exercises
pelvic floor exercises
need the toilet a lot
leaking when i laugh
constipation
tired all the time
fatigue
too hot to exercise
heat makes me worse
will exercise make it worse
is it too late to start
how do i get up after a fall
i fell twice
afraid of falling
scared of falling in the shower
balance classes
walking stick
wheelchair cushion
getting out of bed
standing up from a chair
standing frame
what happens at the first visit
how long is the waiting list
can my carer come
i cant walk far
cant get physio
cant get an appointment
cant sleep leg jumping
cant do the exercises
cant afford private physio
dizzy when i turn over
vertigo
shaky hands
speech therapy
swallowing problems
eye exercises
memory problems
low mood and exercise
life after diagnosis
end of my sessions
living with ms
looking after my wife
shoulder pain
back pain
knee pain
hip stretches
neck turns
relapse
steroids and exercise
is stretching any good
hydrotherapy pool leeds
yoga
physio in belfast
""".strip().splitlines()


def levels(text):
    return {notice.level for notice in urgent.notices_for(text)}


@pytest.mark.parametrize("text", EMERGENCY)
def test_danger_to_life_is_heard(text):
    assert levels(text) == {"emergency"}


@pytest.mark.parametrize("text", URGENT)
def test_what_needs_help_today_is_heard(text):
    assert levels(text) in ({"urgent"}, {"emergency"})


@pytest.mark.parametrize("text", CALM)
def test_what_people_live_with_is_no_alarm(text):
    assert levels(text) == set()


def test_the_lists_are_long_enough():
    assert min(len(EMERGENCY), len(CALM)) >= 60 and len(URGENT) >= 30


def test_the_higher_level_wins():
    assert [n.key for n in urgent.notices_for("uti and cant breathe")] == ["breathing"]


@pytest.mark.parametrize("notice", urgent.notices().values(), ids=lambda notice: notice.key)
def test_111_is_never_without_its_nations(notice):
    for line in notice.lines.splitlines():
        assert not re.search(r"\b111\b", line) or re.search(r"England|Scotland|Wales", line), line
    assert "111" not in notice.lines or "Northern Ireland" in notice.lines


@pytest.mark.parametrize("notice", urgent.notices().values(), ids=lambda notice: notice.key)
def test_the_lines_of_a_notice_can_be_printed(notice):
    assert notice.level in ("emergency", "urgent")
    assert "<p>" in prose.paragraphs(notice.lines)


def test_every_phrase_leads_to_a_notice():
    assert {phrase.notice for phrase in urgent.phrases()} <= set(urgent.notices())


@pytest.mark.parametrize("text", ["", "   ", "'; DROP TABLE", "\x00", "a" * 10_000, "cant " * 2000, "😀 😀"])
def test_whatever_is_typed_is_taken(text):
    urgent.notices_for(text)
