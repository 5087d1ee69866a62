import type { Picture } from './layout';

/** Where a picture is looked at: how far it is moved, and how large it is drawn. */
export interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const SMALLEST = 0.75;
const MARGIN = 18;

/**
 * How a picture is seen at first: whole where that can still be read, otherwise at a size that can be read, from its top or around the
 * state that is chosen.
 */
export function firstLook(picture: Picture, width: number, height: number, chosen: string | undefined): Look {
  const whole = Math.min((width - 2 * MARGIN) / Math.max(1, picture.width), (height - 2 * MARGIN) / Math.max(1, picture.height));
  const zoom = Math.min(1, Math.max(SMALLEST, whole));
  const state = picture.states.find(({ name }) => name === chosen);
  const centre = state === undefined ? picture.width / 2 : state.x + state.width / 2;
  const place = (size: number, room: number, at: number) =>
    size * zoom <= room - 2 * MARGIN ? (room - size * zoom) / 2 : Math.min(MARGIN, Math.max(room - MARGIN - size * zoom, room / 2 - at * zoom));
  const top = picture.height * zoom <= height - 2 * MARGIN || state === undefined ? MARGIN : place(picture.height, height, state.y + state.height / 2);
  return { x: Math.round(place(picture.width, width, centre)), y: Math.round(top), zoom };
}
