"""Journeys: route, groups, hub, from what was typed to answers."""

from engine.journeys.answers import answers_schema
from engine.journeys.controls import prefilled, proposed, raw_of
from engine.journeys.environment import Context, Environment
from engine.journeys.items import KEY, fit, without
from engine.journeys.journey import Journey
from engine.journeys.judging import CHECK, Judged, Raw, judge, judge_field
from engine.journeys.options import Offered, default_query, offered
from engine.journeys.places import HubPlace, ItemPlace, Path, Place, StepPlace
from engine.journeys.plan import FieldPlan, GroupPlan, Plan, StepPlan, plan_of

__all__ = [
    "CHECK",
    "KEY",
    "Context",
    "Environment",
    "FieldPlan",
    "GroupPlan",
    "HubPlace",
    "ItemPlace",
    "Journey",
    "Judged",
    "Offered",
    "Path",
    "Place",
    "Plan",
    "Raw",
    "StepPlace",
    "StepPlan",
    "answers_schema",
    "default_query",
    "fit",
    "judge",
    "judge_field",
    "offered",
    "plan_of",
    "prefilled",
    "proposed",
    "raw_of",
    "without",
]
