// The arithmetic of a ballot that puts options in order: places from 1 without gaps. Pure.
import type { Form, Places } from "./contract";

/** The options that have a place, the first one first. */
export function inOrder(places: Places): number[] {
  return Object.keys(places)
    .map(Number)
    .sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
}

function placed(order: number[]): Places {
  return Object.fromEntries(order.map((option, index) => [option, index + 1]));
}

/** How many places there are to give. */
export function mostPlaces({ most }: Form, options: number): number {
  return Math.min(most ?? options, options);
}

/** How many places a ballot must give. */
export function fewestPlaces(form: Form, options: number): number {
  return form.exactly || !form.may_skip ? mostPlaces(form, options) : 1;
}

/** The option gets the next place; unchanged if it has one, or all are given. */
export function append(places: Places, option: number, most: number): Places {
  const order = inOrder(places);
  return order.includes(option) || order.length >= most ? places : placed([...order, option]);
}

/** The option loses its place; those behind it move up. */
export function without(places: Places, option: number): Places {
  return placed(inOrder(places).filter((one) => one !== option));
}

/** The option changes places with the one before it (-1) or behind it (1); unchanged at the ends. */
export function moved(places: Places, option: number, by: -1 | 1): Places {
  const order = inOrder(places);
  const from = order.indexOf(option);
  const other = order[from + by];
  if (from < 0 || other === undefined) return places;
  order[from] = other;
  order[from + by] = option;
  return placed(order);
}
