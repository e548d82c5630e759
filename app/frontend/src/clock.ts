// Time as the server has it: the clocks of 200 devices differ, the countdown must not.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Countdown } from "./types";
import { t, tn } from "./words";

let ahead = 0;
const second = signal(Date.now());

/** The server's time in ms, anew each second. */
export const serverNow: ReadonlySignal<number> = second;

/** Learn from an answer how far this device's clock is off. */
export function setServerTime(iso: string): void {
  ahead = Date.parse(iso) - Date.now();
  second.value = Date.now() + ahead;
}

/** Let `serverNow` tick, for as long as the page lives. */
export function startClock(): void {
  setInterval(() => {
    second.value = Date.now() + ahead;
  }, 1_000);
}

/** Whole seconds until the countdown ends; negative once it is over. */
export function secondsLeft(countdown: Countdown, now: number): number {
  return Math.ceil((Date.parse(countdown.ends_at) - now) / 1_000);
}

/** 04:10, 75:00, and +0:40 once the time is over. */
export function digits(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const rest = String(Math.abs(seconds) % 60).padStart(2, "0");
  return seconds < 0 ? `+${minutes}:${rest}` : `${String(minutes).padStart(2, "0")}:${rest}`;
}

/** „Restzeit 4 Minuten 10 Sekunden“ */
export function timeInWords(seconds: number): string {
  const amount = Math.abs(seconds);
  const minutes = tn("%(num)s Minute", "%(num)s Minuten", Math.floor(amount / 60));
  const rest = tn("%(num)s Sekunde", "%(num)s Sekunden", amount % 60);
  return seconds < 0
    ? t("Zeit überschritten: %(minutes)s %(seconds)s", { minutes, seconds: rest })
    : t("Restzeit %(minutes)s %(seconds)s", { minutes, seconds: rest });
}

/** When a countdown is announced, in seconds left: half of it, five minutes, one minute. */
export function announcedAt(countdown: Countdown): number[] {
  return [countdown.minutes * 30, 300, 60];
}

const CLOCK = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit" });

/** 09:58, in the device's time zone */
export function clockTime(moment: string | Date): string {
  return CLOCK.format(typeof moment === "string" ? new Date(moment) : moment);
}
