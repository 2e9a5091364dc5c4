/** Where somebody was in a list when they left it: Back leads there again. As long as the page is open. */
export interface Place {
  readonly active: number;
  readonly offset: number;
}
const start: Place = { active: 0, offset: 0 };
const most = 50;
const places = new Map<string, Place>();

export const placeKept = (key: string): Place => places.get(key) ?? start;

export function keepPlace(key: string, place: Place): void {
  places.delete(key);
  places.set(key, place);
  for (const old of places.keys()) {
    if (places.size <= most) return;
    places.delete(old);
  }
}
