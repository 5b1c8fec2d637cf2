"""Random people make random moves, legal or not, and change rows behind all backs: readers get what was approved."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from content import pausing, publishing, reading, scheduling, snapshots, verification
from content.models import Article, Finder, Kind, Pause, Policy, Reviewer, ReviewEvent, Revision, Schedule
from content.publishing import Refused
from content.workflow import Move, State
from tests.factories.content import ArticleFactory, FinderFactory, PolicyFactory, person, register

pytestmark = pytest.mark.slow
WORDS = st.sampled_from(["One", "Two", "Three"])
THINGS = st.integers(0, 2)
WHO = st.sampled_from(
    ["author", "clinical", "other clinician", "publisher", "directory", "all-rounder", "lapsed", "trying", "superuser"]
)
NAMES = {Article: "title", Finder: "finder", Policy: "title"}  # the column that the machine changes
EVERY_GROUP = ("author", "clinical reviewer", "publisher", "directory editor", "moderator")
BEHIND = {
    Article: "UPDATE content_article SET title = %s WHERE id = %s",
    Finder: "UPDATE content_finder SET finder = %s WHERE id = %s",
    Policy: "UPDATE content_policy SET title = %s WHERE id = %s",
}
# What raw SQL may try with history. None of it works while the guards are awake; what is left to it is to unpublish.
FORGERIES = (
    "UPDATE content_revision SET document = replace(document, 'One', 'Two')",
    "UPDATE content_reviewevent SET sha256 = (SELECT sha256 FROM content_revision LIMIT 1)",
    "DELETE FROM content_reviewevent",
    "TRUNCATE content_revision CASCADE",
    "UPDATE content_release SET revision_id = (SELECT min(id) FROM content_revision WHERE kind = content_release.kind)",
    """INSERT INTO content_revision (kind, object_id, slug, number, document, sha256, published_at, approver_role,
           approved_at, approved_by_id, next_review_date)
       SELECT kind, object_id, slug, 99, '{}', encode(sha256('{}'), 'hex'), now(), approver_role, approved_at,
           approved_by_id, next_review_date FROM content_revision LIMIT 1""",
    """INSERT INTO content_reviewevent (kind, object_id, slug, act, actor_id, actor_role, sha256, reason, at)
       SELECT kind, object_id, slug, 'approve', actor_id, 'GP', sha256, '', now() FROM content_reviewevent
       WHERE act = 'edit' AND actor_id IS NOT NULL ORDER BY place DESC LIMIT 1""",
    """INSERT INTO content_reviewevent (kind, object_id, slug, act, actor_id, actor_role, sha256, reason, at)
       SELECT 'article', object_id, slug, 'approve', (SELECT id FROM auth_user WHERE is_superuser LIMIT 1),
           'neurologist', sha256, '', now() FROM content_reviewevent WHERE kind = 'article' LIMIT 1""",
)


class House(RuleBasedStateMachine):
    """Three pages and nine people. The model remembers what was approved by whom, and what is public."""

    people: dict
    reached: Counter

    @initialize()
    def open(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.things = [ArticleFactory(slug="a"), FinderFactory(slug="b"), PolicyFactory(slug="c")]
        self.last_editor, self.approved, self.public, self.seen = {}, set(), {}, [""]

    def teardown(self):
        if not hasattr(self, "atomic"):
            return
        self.reached.update(ReviewEvent.objects.values_list("act", flat=True))
        try:
            assert verification.verify().breaks == ()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def thing(self, number):
        return type(self.things[number]).objects.get(pk=self.things[number].pk)

    def attempt(self, act):
        """Let somebody try. Whatever is not allowed is refused in words: the database's refusal is never needed."""
        try:
            with transaction.atomic():
                return act()
        except Refused:
            return None

    @rule(number=THINGS, editor=st.none() | WHO, choices=st.lists(st.integers(0, 20), min_size=1, max_size=4))
    def advance(self, number, editor, choices):
        """Steps on the way to readers by people who may take them, so that the machine gets there often."""
        if editor:
            self.edit(number, editor, "One", True)
        for choice in choices:
            thing = self.thing(number)
            can = [
                (name, move)
                for name, by in self.people.items()
                for move in publishing.possible_moves(by, thing)
                if move in (Move.SUBMIT, Move.APPROVE, Move.PUBLISH) and (thing.state != State.PUBLISHED or choice > 15)
            ]
            if can:
                who, move = can[choice % len(can)]
                self.approve(number, who, False) if move == Move.APPROVE else getattr(self, move)(number, who)

    @rule(number=THINGS, who=WHO, words=WORDS, recorded=st.booleans())
    def edit(self, number, who, words, recorded):
        thing, by = self.thing(number), self.people[who]
        type(thing).objects.filter(pk=thing.pk).update(**{NAMES[type(thing)]: words})
        if recorded:
            publishing.record_edit(thing, by=by)
            self.last_editor[thing.kind] = by

    @rule(number=THINGS, words=WORDS)
    def edit_behind_everybodys_back(self, number, words):
        thing = self.things[number]
        with connection.cursor() as cursor:
            cursor.execute(BEHIND[type(thing)], (words, thing.pk))

    @rule(number=THINGS, who=WHO)
    def submit(self, number, who):
        act = {"by": self.people[who], "change_kind": "wording", "change_note": "Plainer words."}
        self.attempt(lambda: publishing.submit(self.thing(number), **act))

    @rule(number=THINGS, who=WHO)
    def take_or_send_back(self, number, who):
        by = self.people[who]
        if not self.attempt(lambda: publishing.take(self.thing(number), by=by)):
            self.attempt(lambda: publishing.send_back(self.thing(number), by=by, reason="Mend it."))

    @rule(number=THINGS, who=WHO, stale=st.booleans())
    def approve(self, number, who, stale):
        thing, by = self.thing(number), self.people[who]
        seen = self.seen[-1] if stale else snapshots.hash_of(thing)
        self.seen.append(snapshots.hash_of(thing))
        if self.attempt(lambda: publishing.approve(thing, by=by, seen=seen)):
            self.note_approval(thing, by, seen)

    def note_approval(self, thing, by, seen):
        assert seen == snapshots.hash_of(thing)
        assert by != self.last_editor.get(thing.kind), "the last editor approved"
        assert not by.is_superuser and by.groups.filter(permissions__codename=f"approve_{thing.kind}").exists()
        if thing.clinical:
            assert by.reviewer.expires_date >= timezone.localdate()
            assert by.reviewer.profession != Reviewer.Profession.DEMONSTRATION
        self.approved.add((thing.kind, seen))

    @rule(number=THINGS, who=WHO)
    def publish(self, number, who):
        thing = self.thing(number)
        if revision := self.attempt(lambda: publishing.publish(thing, by=self.people[who])):
            assert revision.approved_by != revision.written_by
            self.public[thing.kind] = revision.sha256

    @rule(number=THINGS, who=WHO)
    def withdraw(self, number, who):
        thing = self.thing(number)
        if self.attempt(lambda: publishing.withdraw(thing, by=self.people[who], reason="Wrong.")):
            del self.public[thing.kind]

    @rule(number=THINGS, who=WHO)
    def restore(self, number, who):
        thing, by = self.thing(number), self.people[who]
        revision = Revision.objects.filter(**thing.key).last()
        if revision and self.attempt(lambda: publishing.restore(thing, revision, by=by)):
            self.last_editor[thing.kind] = by

    @rule(number=THINGS, who=WHO, plan=st.sampled_from(Schedule.Plan))
    def plan(self, number, who, plan):
        at = timezone.now() + timedelta(hours=1)
        self.attempt(lambda: scheduling.plan(self.thing(number), plan, at, by=self.people[who], reason="Then."))

    @rule()
    def an_hour_later(self):
        for done in scheduling.run_due(timezone.now() + timedelta(hours=2)):
            if done.why_not:
                continue
            if done.schedule.plan == Schedule.Plan.PUBLISH:
                self.public[done.schedule.kind] = done.schedule.sha256
            else:
                del self.public[done.schedule.kind]

    @rule(number=THINGS, who=WHO)
    def pause_or_lift(self, number, who):
        thing, by = self.thing(number), self.people[who]
        pause = Pause.objects.filter(**thing.key, lifted_at=None).first()
        if pause is None:
            self.attempt(lambda: pausing.pause(thing, by=by, reason="Wrong."))
        else:
            self.attempt(lambda: pausing.lift(pause, by=by, reason="Right."))

    @precondition(lambda self: ReviewEvent.objects.exists())
    @rule(forgery=st.sampled_from(FORGERIES))
    def forge(self, forgery):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(forgery)
        except IntegrityError:
            pass

    @invariant()
    def readers_get_approved_bytes_and_nothing_else(self):
        if not hasattr(self, "public"):
            return
        reading.forget()
        served = {
            thing.kind: snapshots.sha256(snapshots.canonical_text(thing.document))
            for kind in Kind
            for thing in reading.every(kind)
        }
        assert set(served.items()) <= self.approved
        assert served == self.public


@pytest.fixture
def everybody(db):
    """One person in each role; some in all, of whom one is registered, one was, one only tries, one is a superuser."""
    roles = {"author": "author", "clinical": "clinical reviewer", "publisher": "publisher"}
    people = {name: person(name, group) for name, group in roles.items()}
    people["directory"] = person("directory", "directory editor")
    people["other clinician"] = person("other", "clinical reviewer", "author")
    people["all-rounder"] = person("all-rounder", *EVERY_GROUP)
    people["superuser"] = User.objects.create_superuser("root")
    for name, registration in (("lapsed", {"days": -1}), ("trying", {"profession": "demonstration"})):
        people[name] = User.objects.create_user(name)
        people[name].groups.set(Group.objects.filter(name__in=EVERY_GROUP))
        register(people[name], **registration)
    return people


def test_random_moves_by_random_people_never_publish_unapproved_bytes(everybody):
    House.people, House.reached = everybody, Counter()
    # The same moves each time, so that how far they get is not left to chance.
    bounds = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(House, settings=bounds)
    assert House.reached[Move.PUBLISH] > 5, f"the machine did not get far: {House.reached}"
