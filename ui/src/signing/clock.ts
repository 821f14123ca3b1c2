// The clock of this computer beside the portal's (385-56-3): people sign with their own clocks, and are told when these are off.

/** How far this computer's clock is off, in whole seconds: positive when it is ahead of the portal's, 0 when that is within
 * the limit. `server` is the portal's time in milliseconds since 1970 UTC when it wrote the page, `limit` in seconds. What
 * the page took to come counts as the clock being ahead. */
export function clockDifference(server: number, limit: number, now: number): number {
  const seconds = Math.round((now - server) / 1000);
  return Number.isFinite(seconds) && Math.abs(seconds) > limit ? seconds : 0;
}

/** The parts of so many seconds that are not 0, largest first; beyond a day, no seconds. */
export function durationParts(seconds: number): [number, "days" | "hours" | "minutes" | "seconds"][] {
  const whole = Math.abs(seconds);
  const parts: [number, "days" | "hours" | "minutes" | "seconds"][] = [
    [Math.floor(whole / 86_400), "days"],
    [Math.floor((whole % 86_400) / 3600), "hours"],
    [Math.floor((whole % 3600) / 60), "minutes"],
    [whole < 86_400 ? whole % 60 : 0, "seconds"],
  ];
  return parts.filter(([count]) => count > 0);
}
