"""One migration an app makes an empty database; one that went the long way before goes on from where it stands."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SQUASHED = "0001_squashed"
# What `django_migrations` holds of ours where the program stood at its last state before the squash.
LONG_WAY = [
    ("archive", "0001_packages"),
    ("core", "0001_initial"),
    ("core", "0002_sent_form"),
    ("documents", "0001_scans"),
    ("events", "0001_events"),
    ("journal", "0001_journal"),
    ("leaving", "0001_decisions"),
    ("orders", "0001_initial"),
    ("orders", "0002_signed_orders_are_immutable"),
    ("orders", "0003_own_words_and_certificates"),
    ("pairs", "0001_initial"),
    ("pairs", "0002_edition_has_pairs"),
    ("pairs", "0003_lists_may_be_empty"),
    ("pairs", "0004_agreements"),
    ("pairs", "0005_stand_in"),
    ("people", "0001_initial"),
    ("people", "0002_hand_made_forms"),
    ("people", "0003_rules_as_data"),
    ("people", "0004_office_names"),
    ("people", "0005_staff_import"),
    ("people", "0006_absences"),
    ("people", "0007_mentor_basis"),
    ("petitions", "0001_petitions"),
    ("programs", "0001_initial"),
    ("programs", "0002_lists_may_be_empty"),
    ("programs", "0003_approved_by_order_or_minutes"),
    ("programs", "0004_results_published"),
    ("programs", "0005_amendments"),
    ("regulation", "0001_initial"),
    ("regulation", "0002_option_history"),
    ("regulation", "0003_wording_and_codes"),
    ("regulation", "0004_rules_as_data"),
    ("regulation", "0005_role_words"),
    ("regulation", "0006_act_versions"),
    ("regulation", "0007_duty_terms"),
    ("regulation", "0008_petition_terms"),
    ("regulation", "0009_labour_code"),
    ("regulation", "0010_workdays"),
    ("reminders", "0001_reminders"),
    ("replacements", "0001_replacements"),
    ("reports", "0001_initial"),
    ("reports", "0002_interim_reports"),
    ("roadmap", "0001_roadmaps"),
    ("roadmap", "0002_whole_terms"),
]
OURS = {app for app, _ in LONG_WAY}


def came_the_long_way():
    """The table of migrations says what it said before the squash; what came after the squash stays."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=OURS, name__in={SQUASHED, *(name for _, name in LONG_WAY)}).delete()
    for app, name in LONG_WAY:
        recorder.record_applied(app, name)


def still_to_run():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def test_every_old_migration_is_replaced_by_that_of_its_own_app():
    squashed = {key: one for key, one in MigrationLoader(None).disk_migrations.items() if key[1] == SQUASHED}
    replaced = sorted((app, *old) for (app, _), one in squashed.items() for old in one.replaces)

    assert replaced == sorted((app, app, name) for app, name in LONG_WAY)


def test_no_migration_takes_the_name_of_an_old_one():
    assert not set(LONG_WAY) & set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db
def test_an_empty_database_is_ready_by_few_migrations():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    keys = [(one.app_label, one.name) for one, _ in plan if one.app_label in OURS]

    assert {app for app, name in keys if name == SQUASHED} == OURS
    # Each that comes after draws the whole state again: what has not landed yet is one an app.
    assert len(keys) <= 57


@pytest.mark.django_db
def test_a_database_that_came_the_long_way_runs_nothing_and_goes_on():
    came_the_long_way()

    assert still_to_run() == []
    call_command("migrate", verbosity=0)

    applied = set(MigrationRecorder(connection).applied_migrations())
    assert {(app, SQUASHED) for app in OURS} | set(LONG_WAY) <= applied
    assert still_to_run() == []
