import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Home } from './home/home.tsx';
import Near from './near/near.tsx';
import { Shell } from './shell/shell.tsx';
import { NoSuchPage, Waiting } from './shell/states.tsx';

// Every screen but the phone's list is its own download: on a slow line that one comes first and the map only when asked for.
const More = lazy(() => import('./home/more.tsx'));
const Overview = lazy(() => import('./overview/overview.tsx'));
const Incidents = lazy(() => import('./incidents/incidents.tsx'));
const Incident = lazy(() => import('./incidents/incident.tsx'));
const Devices = lazy(() => import('./devices/devices.tsx'));
const Device = lazy(() => import('./devices/device.tsx'));
const Bulk = lazy(() => import('./life/bulk.tsx'));
const UnitChange = lazy(() => import('./life/unit-change.tsx'));
const Import = lazy(() => import('./import/import.tsx'));
const Install = lazy(() => import('./install/install.tsx'));
const Register = lazy(() => import('./register/register.tsx'));
const Lights = lazy(() => import('./lights/lights.tsx'));
const Targets = lazy(() => import('./targets/targets.tsx'));
const Units = lazy(() => import('./units/units.tsx'));
const Unit = lazy(() => import('./units/unit.tsx'));
const Policy = lazy(() => import('./policy/policy.tsx'));
const Duty = lazy(() => import('./policy/duty.tsx'));
const ResidentReports = lazy(() => import('./residents/reports.tsx'));
const UnitPages = lazy(() => import('./residents/unit-pages.tsx'));
const Stickers = lazy(() => import('./stickers/stickers.tsx'));
const Maintenance = lazy(() => import('./maintenance/maintenance.tsx'));
const Reports = lazy(() => import('./reports/reports.tsx'));
const loadHealthMap = () => import('./map/health-map.tsx');
const HealthMap = lazy(loadHealthMap);
// The one large screen: whoever opens it by its address need not wait for his session first.
if (location.pathname === '/map') void loadHealthMap();
const Admin = lazy(() => import('./admin/admin.tsx'));
const People = lazy(() => import('./admin/people.tsx'));
const ApiKeys = lazy(() => import('./admin/api-keys.tsx'));
const Audit = lazy(() => import('./admin/audit.tsx'));
const Security = lazy(() => import('./admin/security.tsx'));
const Channels = lazy(() => import('./channels/channels.tsx'));
const System = lazy(() => import('./admin/system.tsx'));
const Acknowledge = lazy(() => import('./incidents/acknowledge-by-link.tsx'));
const Drill = lazy(() => import('./incidents/drill-by-link.tsx'));

export function AcknowledgeByLink() {
  return (
    <Suspense fallback={<Waiting />}>
      <Acknowledge />
    </Suspense>
  );
}

export function DrillByLink() {
  return (
    <Suspense fallback={<Waiting />}>
      <Drill />
    </Suspense>
  );
}

export function SignedInRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Home />} />
        <Route path="near" element={<Near />} />
        <Route path="overview" element={<Overview />} />
        <Route path="more" element={<More />} />
        <Route path="incidents" element={<Incidents />} />
        <Route path="incidents/:id" element={<Incident />} />
        <Route path="devices" element={<Devices />} />
        <Route path="devices/new" element={<Register />} />
        <Route path="install" element={<Install />} />
        <Route path="devices/bulk" element={<Bulk />} />
        <Route path="devices/import" element={<Import />} />
        <Route path="devices/:id" element={<Device />} />
        <Route path="map" element={<HealthMap />} />
        <Route path="lights" element={<Lights />} />
        <Route path="targets" element={<Targets />} />
        <Route path="maintenance" element={<Maintenance />} />
        <Route path="reports" element={<Reports />} />
        <Route path="units" element={<Units />} />
        <Route path="units/:id" element={<Unit />} />
        <Route path="units/:id/change" element={<UnitChange />} />
        <Route path="units/:id/policy" element={<Policy />} />
        <Route path="units/:id/duty" element={<Duty />} />
        <Route path="units/:id/residents" element={<UnitPages />} />
        <Route path="units/:id/stickers" element={<Stickers />} />
        <Route path="public-reports" element={<ResidentReports />} />
        <Route path="admin" element={<Admin />}>
          <Route index element={<Navigate to="people" replace />} />
          <Route path="people" element={<People />} />
          <Route path="keys" element={<ApiKeys />} />
          <Route path="audit" element={<Audit />} />
          <Route path="channels" element={<Channels />} />
          <Route path="security" element={<Security />} />
          <Route path="system" element={<System />} />
        </Route>
        <Route path="*" element={<NoSuchPage />} />
      </Route>
    </Routes>
  );
}
