import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** One column of a grid. */
export interface Column<T> {
  readonly name: string;
  /** Its share of the width, as a track of a CSS grid. */
  readonly width: string;
  readonly cell: (row: T) => ReactNode;
  readonly isNumber?: boolean;
}

export interface VirtualGridProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => number | string;
  readonly selected?: number | string | undefined;
  readonly onSelect: (row: T) => void;
  readonly height?: number;
  /** Stays at the end while rows come, as long as the reader is there. */
  readonly follows?: boolean;
}

const ROW = 34;
const OVERSCAN = 12;

/** A table of any length: only the rows in sight are on the page, all of them can be reached with the keyboard. */
export function VirtualGrid<T>({ label, rows, columns, keyOf, selected, onSelect, height = 520, follows = false }: VirtualGridProps<T>) {
  const body = useRef<HTMLDivElement>(null);
  const [here, setHere] = useState(0);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => body.current, estimateSize: () => ROW, overscan: OVERSCAN });
  useFollowing(body, rows.length, follows);
  // A choice that is made elsewhere is brought into sight, as soon as its row is there.
  const last = useRef(selected);
  const awaited = useRef(selected);
  if (last.current !== selected) {
    last.current = selected;
    awaited.current = selected;
  }
  useEffect(() => {
    const at = awaited.current === undefined ? -1 : rows.findIndex((row) => keyOf(row) === awaited.current);
    if (at >= 0) {
      awaited.current = undefined;
      setHere(at);
      if (!isInSight(body.current, at)) {
        virtual.scrollToIndex(at, { align: 'center' });
      }
    }
  }, [rows, keyOf, selected, virtual]);
  const move = (event: KeyboardEvent) => {
    const to = target(event.key, here, rows.length, Math.floor(height / ROW));
    const row = rows[here];
    if (to !== undefined) {
      event.preventDefault();
      setHere(to);
      virtual.scrollToIndex(to);
    } else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) {
      event.preventDefault();
      onSelect(row);
    }
  };
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  const id = (at: number) => `${label.replaceAll(/\W+/g, '-')}-row-${at}`;
  const items = virtual.getVirtualItems();
  return (
    <div
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      aria-activedescendant={items.some(({ index }) => index === here) ? id(here) : undefined}
      onKeyDown={move}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className="grid-row grid-head" style={tracks}>
          {columns.map(({ name, isNumber }) => (
            <div key={name} role="columnheader" className={isNumber === true ? 'grid-cell is-number' : 'grid-cell'}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <div ref={body} role="rowgroup" className="grid-body" tabIndex={0} style={{ height: Math.min(height, Math.max(ROW, rows.length * ROW)) }}>
        <div role="presentation" style={{ height: virtual.getTotalSize() }} />
        {items.map(({ index, start }) => {
          const row = rows[index] as T;
          return (
            <div
              key={keyOf(row)}
              id={id(index)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={keyOf(row) === selected}
              className={`grid-row is-here${index === here ? ' is-active' : ''}`}
              style={{ ...tracks, height: ROW, transform: `translateY(${start}px)` }}
              onClick={() => {
                setHere(index);
                onSelect(row);
              }}
            >
              {columns.map(({ name, cell, isNumber }) => (
                <div key={name} role="gridcell" className={isNumber === true ? 'grid-cell is-number' : 'grid-cell'}>
                  {cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function isInSight(body: HTMLElement | null, at: number): boolean {
  return body !== null && at * ROW >= body.scrollTop && (at + 1) * ROW <= body.scrollTop + body.clientHeight;
}

/** Keeps the end in sight when it was in sight before the new rows came. */
function useFollowing(body: React.RefObject<HTMLDivElement | null>, count: number, follows: boolean): void {
  const wasAtEnd = useRef(false);
  useEffect(() => {
    const element = body.current;
    const note = () => {
      wasAtEnd.current = element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < 2 * ROW;
    };
    element?.addEventListener('scroll', note);
    return () => element?.removeEventListener('scroll', note);
  }, [body]);
  useEffect(() => {
    if (follows && wasAtEnd.current && body.current !== null) {
      body.current.scrollTop = body.current.scrollHeight;
    }
  }, [body, count, follows]);
}

function target(key: string, here: number, count: number, page: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, here + 1);
    case 'ArrowUp':
      return Math.max(0, here - 1);
    case 'PageDown':
      return Math.min(last, here + page);
    case 'PageUp':
      return Math.max(0, here - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
