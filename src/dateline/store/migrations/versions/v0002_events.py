"""Events and their places, made from the claims; every older store has them due."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("realis", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("first_told", sa.Date),
        sa.Column("last_told", sa.Date),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("events_days", "events", ["earliest", "latest"])
    part_of_event("event_claims", sa.Column("claim_id", sa.String, nullable=False))
    op.create_index("event_claims_claim", "event_claims", ["claim_id"])
    part_of_event(
        "event_places",
        sa.Column("role", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("geonames_id", sa.Integer),
        sa.Column("country", sa.String),
        sa.Column("admin1", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("radius_km", sa.Float),
    )
    if op.get_bind().dialect.name == "sqlite":
        make_boxes("event_places")
    op.execute("INSERT INTO upkeep (task, due) SELECT 'events', count(*) > 0 FROM claims")


def part_of_event(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("event", sa.Integer, sa.ForeignKey("events.number", ondelete="CASCADE"), nullable=False),
        *columns,
    )
    op.create_index(f"{name}_event", name, ["event"])


def make_boxes(table: str) -> None:
    op.execute(f"CREATE VIRTUAL TABLE {table}_boxes USING rtree(number, west, east, south, north)")
    op.execute(
        f"CREATE TRIGGER {table}_boxes_in AFTER INSERT ON {table} WHEN new.lat IS NOT NULL BEGIN "
        f"INSERT INTO {table}_boxes VALUES (new.number, new.lon, new.lon, new.lat, new.lat); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_boxes_out AFTER DELETE ON {table} BEGIN "
        f"DELETE FROM {table}_boxes WHERE number = old.number; END"
    )
