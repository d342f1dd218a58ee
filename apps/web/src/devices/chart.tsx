import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Series } from './series.ts';
import classes from './charts.module.css';

const HEIGHT = 150;

interface ChartProps {
  readonly series: Series;
  readonly label: string;
  /** Epoch seconds. */
  readonly from: number;
  readonly until: number;
}

/** One curve over time, in the clock of Vietnam; drawn anew when the width or the colours change. */
export default function Chart({ series, label, from, until }: ChartProps) {
  const { i18n } = useTranslation();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const data: uPlot.AlignedData = [[...series.at], [...series.values]];
    const chart = new uPlot(optionsFor(parent, series, [from, until], i18n.language), data, parent);
    const resizing = new ResizeObserver(() => chart.setSize({ width: parent.clientWidth, height: HEIGHT }));
    resizing.observe(parent);
    return () => {
      resizing.disconnect();
      chart.destroy();
    };
  }, [series, from, until, i18n.language, scheme]);
  return <div ref={place} className={classes.chart} role="img" aria-label={label} />;
}

function optionsFor(
  parent: HTMLElement,
  { isFlag, at }: Series,
  span: [number, number],
  language: string,
): uPlot.Options {
  const style = getComputedStyle(parent);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--mantine-color-dimmed'), grid: { stroke: colour('--line'), width: 1 } };
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const isLong = span[1] - span[0] > 2 * 86_400;
  const time = new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Ho_Chi_Minh',
    ...(isLong ? { day: '2-digit', month: '2-digit' } : { hour: '2-digit', minute: '2-digit' }),
  });
  return {
    width: parent.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Asia/Ho_Chi_Minh'),
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { range: span }, ...(isFlag && { y: { range: [-0.05, 1.05] as [number, number] } }) },
    axes: [
      { ...axis, space: 70, values: (_, ticks) => ticks.map((tick) => time.format(tick * 1000)) },
      { ...axis, size: 52, values: (_, ticks) => ticks.map((tick) => number.format(tick)) },
    ],
    series: [
      {},
      {
        stroke: colour('--health-maintenance'),
        width: 2,
        points: { show: at.length < 40 },
        ...(isFlag && uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }),
      },
    ],
  };
}
