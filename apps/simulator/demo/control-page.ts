import { FAULT_NAMES, FAULTS, type FaultName, WHOLE_DISTRICT } from '../faults/fault.ts';
import type { Switchboard } from '../faults/switchboard.ts';
import type { FleetReport } from '../fleet/fleet.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';

/** The control page: what is broken now, and forms to break and repair. */
export function controlPage(switchboard: Switchboard, report: FleetReport, note: string | null): string {
  const body = html`<h1>Bảng điều khiển mô phỏng</h1>
    <p class="quiet">
      ${report.connected} trong ${report.mqttDevices} đèn và Wi-Fi đang nối mạng; ${report.cameras} camera;
      ${report.acknowledged} tín hiệu đã nhận. Chỉ máy này mở được trang này.
    </p>
    ${note === null ? null : html`<p class="note">${note}</p>`}
    <h2>Đang hỏng</h2>
    ${activeFaults(switchboard)}
    <h2>Làm hỏng thiết bị</h2>
    ${deviceForm()}
    <h2>Làm hỏng cả thôn</h2>
    ${villageForm(switchboard)}
    <datalist id="codes">
      ${switchboard.devices.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
    </datalist>`;
  return page('Bảng điều khiển', body, null);
}

function activeFaults(switchboard: Switchboard): Html {
  if (switchboard.active.length === 0) return html`<p>Không có gì hỏng.</p>`;
  return html`${switchboard.active.map(
    ({ fault, target }) =>
      html`<form method="post" action="/control/faults">
        <input type="hidden" name="fault" value="${fault}" />
        <input type="hidden" name="target" value="${target}" />
        <span>${FAULTS[fault].vi}: ${switchboard.villageName(target)}</span>
        <button name="on" value="false">Sửa lại</button>
      </form>`,
  )}`;
}

const ofScope = (isVillage: boolean): FaultName[] =>
  FAULT_NAMES.filter((name) => (FAULTS[name].scope === 'village') === isVillage);

const faultSelect = (names: readonly FaultName[]): Html =>
  html`<select name="fault" aria-label="Loại hỏng">
    ${names.map((name) => html`<option value="${name}">${FAULTS[name].vi}</option>`)}
  </select>`;

const deviceForm = (): Html =>
  html`<form method="post" action="/control/faults">
    <input name="target" list="codes" required placeholder="Mã thiết bị, ví dụ SPH-C0001" aria-label="Mã thiết bị" />
    ${faultSelect(ofScope(false))}
    <button name="on" value="true">Làm hỏng</button>
  </form>`;

const villageForm = (switchboard: Switchboard): Html =>
  html`<form method="post" action="/control/faults">
    <select name="target" aria-label="Thôn">
      <option value="${WHOLE_DISTRICT}">Cả huyện</option>
      ${switchboard.villages.map(({ key, name }) => html`<option value="${key}">${name}</option>`)}
    </select>
    ${faultSelect(ofScope(true))}
    <button name="on" value="true">Làm hỏng</button>
  </form>`;
