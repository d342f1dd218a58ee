/** Our own line drawings, each one SVG path on a 24-unit grid. */
const DRAWINGS = {
  incidents: 'M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM10 20h4',
  devices: 'M3 7h11v8H3zM14 10l6-3v8l-6-3M7 15v5M4 20h6',
  map: 'M12 21s7-6.2 7-11.500A7 7 0 0 0 5 9.500C5 14.8 12 21 12 21zM12 12.200a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.400z',
  targets: 'M3 11 21 4l-6 17-4-7zM11 14l5-5',
  units: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  maintenance: 'M14.5 6.5a4 4 0 0 1 5-5l-2.6 2.600 1 3 3 1L23 5.500a4 4 0 0 1-5 5l-9.5 9.500a2 2 0 0 1-3-3z',
  reports: 'M5 3h10l4 4v14H5zM15 3v4h4M8 17v-3M12 17v-6M16 17v-4',
  download: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  overview: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  admin: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
  more: 'M4.500 12h1M11.5 12h1M18.5 12h1',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  plus: 'M12 5v14M5 12h14',
  back: 'M14 5l-7 7 7 7',
  next: 'M10 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  check: 'M4 13l5 5L20 6',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  sun: 'M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.500M17.5 17.5 19 19M19 5l-1.5 1.500M6.5 17.5 5 19',
  moon: 'M20 14.500A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.500z',
  leave: 'M10 4H4v16h6M9 12h11M16 8l4 4-4 4',
  here: 'M12 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM12 2v4M12 18v4M2 12h4M18 12h4',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  solar_light: 'M8 21h8M12 21V6M12 8h5a3 3 0 0 1 3 3M17.5 11h5M5 7l9-3 1 2.5-9 3zM20 14v.5',
  wifi_hotspot: 'M3 9a13 13 0 0 1 18 0M6 12.500a8.5 8.5 0 0 1 12 0M9 16a4.2 4.2 0 0 1 6 0M12 19.500h.01',
  edge_agent: 'M4 6h16v5H4zM4 13h16v5H4zM7 8.500h.01M7 15.500h.01',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** Always decorative: a word stands beside it or in an aria-label. */
export function Icon({ name, size = 22 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
