"""Journeys: route, groups, hub, from what was typed to answers."""

from engine.journeys.answers import answers_schema
from engine.journeys.controls import prefilled, proposed, proposed_cells, raw_of
from engine.journeys.csv_texts import MOST_BYTES, CsvText, read_csv
from engine.journeys.environment import Context, Environment
from engine.journeys.gathering import MOST_EVER, MOST_ITEMS, items_kept
from engine.journeys.items import KEY, ROW, fit, last_key, without
from engine.journeys.journey import Journey
from engine.journeys.judging import CHECK, Judged, Raw, judge, judge_field
from engine.journeys.options import Offered, default_query, offered
from engine.journeys.past import Past
from engine.journeys.places import (
    ExitPlace,
    HubPlace,
    ItemPlace,
    Path,
    Place,
    StepPlace,
    steps_in,
)
from engine.journeys.plan import (
    ExitPlan,
    FieldPlan,
    GroupPlan,
    PartPlan,
    Plan,
    StepPlan,
    plan_of,
)
from engine.journeys.registers import (
    CellFault,
    Register,
    columns_asked,
    example_of,
    register_of,
)

__all__ = [
    "CHECK",
    "KEY",
    "MOST_BYTES",
    "MOST_EVER",
    "MOST_ITEMS",
    "ROW",
    "CellFault",
    "Context",
    "CsvText",
    "Environment",
    "ExitPlace",
    "ExitPlan",
    "FieldPlan",
    "GroupPlan",
    "HubPlace",
    "ItemPlace",
    "Journey",
    "Judged",
    "Offered",
    "PartPlan",
    "Past",
    "Path",
    "Place",
    "Plan",
    "Raw",
    "Register",
    "StepPlace",
    "StepPlan",
    "answers_schema",
    "columns_asked",
    "default_query",
    "example_of",
    "fit",
    "items_kept",
    "judge",
    "judge_field",
    "last_key",
    "offered",
    "plan_of",
    "prefilled",
    "proposed",
    "proposed_cells",
    "raw_of",
    "read_csv",
    "register_of",
    "steps_in",
    "without",
]
