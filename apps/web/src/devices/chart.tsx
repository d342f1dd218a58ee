import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Series } from './series.ts';
import type { Sky } from './sky.ts';
import classes from './charts.module.css';

const HEIGHT = 150;

interface ChartProps {
  readonly series: Series;
  readonly label: string;
  /** Epoch seconds. */
  readonly from: number;
  readonly until: number;
  /** What the sun did meanwhile; null: it does not matter to this curve. */
  readonly sky: Sky | null;
}

/** One curve over time, in the clock of Vietnam; drawn anew when the width or the colours change. */
export default function Chart({ series, label, from, until, sky }: ChartProps) {
  const { i18n } = useTranslation();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const data: uPlot.AlignedData = [[...series.at], [...series.values]];
    const chart = new uPlot(optionsFor(parent, series, sky, [from, until], i18n.language), data, parent);
    const resizing = new ResizeObserver(() => chart.setSize({ width: parent.clientWidth, height: HEIGHT }));
    resizing.observe(parent);
    return () => {
      resizing.disconnect();
      chart.destroy();
    };
  }, [series, from, until, sky, i18n.language, scheme]);
  return <div ref={place} className={classes.chart} role="img" aria-label={label} />;
}

function optionsFor(
  parent: HTMLElement,
  { isFlag, at }: Series,
  sky: Sky | null,
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
    ...(sky && { hooks: { drawClear: [(chart: uPlot) => drawSky(chart, sky, colour)] } }),
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

/** The highest that the sun can stand; its arc uses the whole height of the picture. */
const ZENITH = 90;

/** Behind the curve: nights as shade, the sun as an arc. */
function drawSky({ ctx, bbox, valToPos }: uPlot, { nights, sun }: Sky, colour: (name: string) => string): void {
  const x = (at: number) => Math.min(bbox.left + bbox.width, Math.max(bbox.left, valToPos(at, 'x', true)));
  ctx.save();
  ctx.globalAlpha = 0.35;
  ctx.fillStyle = colour('--line');
  for (const [from, until] of nights) ctx.fillRect(x(from), bbox.top, x(until) - x(from), bbox.height);
  ctx.globalAlpha = 0.8;
  ctx.strokeStyle = colour('--health-suspect');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  sun.forEach(([at, height], index) => {
    const y = bbox.top + bbox.height * (1 - height / ZENITH);
    const begins = index === 0 || at - sun[index - 1]![0] > 3_600;
    if (begins) ctx.moveTo(x(at), y);
    else ctx.lineTo(x(at), y);
  });
  ctx.stroke();
  ctx.restore();
}
