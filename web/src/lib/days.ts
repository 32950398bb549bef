/** Calendar arithmetic on ISO days, and which days the time line spans. */

import type { Days, Happening } from "./types.ts";

const DAY_MS = 86_400_000;

export function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOf(numberOf(day) + days);
}

export function clampDay(day: string, first: string, last: string): string {
  if (day < first) return first;
  return day > last ? last : day;
}

export interface Extent {
  first: string;
  last: string;
  /** events that begin before the first day */
  earlier: number;
  later: number;
}

/** Context such as "since 2011" must not squeeze the days of the news into one pixel. */
const DAYS_BEFORE_FIRST_REPORT = 4;
const DAYS_AFTER_LAST_REPORT = 2;

/** The days of the reports and a little around them; the days of the events where no report is dated. */
export function extentOf(days: Days): Extent | null {
  const { first, last } = days;
  if (!first || !last) return null;
  const told = days.days.filter(({ reports }) => reports > 0).map(({ day }) => day);
  const start = told[0] ? addDays(told[0], -DAYS_BEFORE_FIRST_REPORT) : first;
  const end = told.at(-1) ? addDays(told.at(-1) as string, DAYS_AFTER_LAST_REPORT) : last;
  const from = start > first ? start : first;
  const to = end < last ? end : last;
  const sum = (inside: (day: string) => boolean): number =>
    days.days.filter(({ day }) => inside(day)).reduce((total, { events, told }) => total + events + told, 0);
  return { first: from, last: to, earlier: sum((day) => day < from), later: sum((day) => day > to) };
}

export interface Bin {
  /** first and last day of the bin */
  from: string;
  to: string;
  events: number;
  told: number;
  reports: number;
}

/**
 * The days an event is shown on. News of unknown day stands on the day it was first told, which the
 * page says beside it; undated background stands on none.
 */
export function shownOn(event: Happening): { first: string; last: string; told: boolean } | null {
  const { earliest, latest, first_told: told, background } = event;
  const first = earliest ?? latest;
  const last = latest ?? earliest;
  if (first && last) return { first, last, told: false };
  return told && !background ? { first: told, last: told, told: true } : null;
}

/** One bin a day, or a week or more where days would be too thin to see. */
export function binDays(days: Days, extent: Extent, most: number): Bin[] {
  const first = numberOf(extent.first);
  const span = numberOf(extent.last) - first + 1;
  const width = Math.max(1, Math.ceil(span / most));
  const bins: Bin[] = Array.from({ length: Math.ceil(span / width) }, (_, index) => ({
    from: dayOf(first + index * width),
    to: dayOf(first + (index + 1) * width - 1),
    events: 0,
    told: 0,
    reports: 0,
  }));
  for (const { day, events, told, reports } of days.days) {
    const bin = bins[Math.floor((numberOf(day) - first) / width)];
    if (!bin || day < extent.first) continue;
    bin.events += events;
    bin.told += told;
    bin.reports += reports;
  }
  return bins;
}
