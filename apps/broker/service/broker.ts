import { readFile } from 'node:fs/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  AgentWorkStore,
  CommandDelivery,
  Database,
  DeviceDirectory,
  DoorStore,
  EdgeStore,
  forgetFuture,
  IngestStore,
  newId,
  SecurityLog,
  WakeUps,
  type BatchWriter,
} from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import {
  CLOCK,
  ClockSteps,
  CONFIG,
  explainListenError,
  LOGGER,
  LoopRegistry,
  Metrics,
  Readiness,
  SecretBox,
  StallMonitor,
  type Clock,
  type Config,
  type Logger,
} from '#libs/runtime';
import { CommandCourier } from '../commands/command-courier.ts';
import type { DeviceLookup } from '../door/directory.ts';
import { Door } from '../door/door.ts';
import type { DeviceDoor } from '../door/speaker.ts';
import { DOOR_LIMITS } from '../door/limits.ts';
import { AgentAnswers } from '../edge/agent-answers.ts';
import { AgentReports } from '../edge/agent-reports.ts';
import { EdgeCourier } from '../edge/edge-courier.ts';
import { TaskCourier } from '../edge/task-courier.ts';
import { ExternalDoor } from '../external/external-door.ts';
import { DeviceIntake } from '../intake/device-intake.ts';
import { SilenceTable } from '../silence/silence-table.ts';
import { DeviceFacts, recordOf, secretCheck } from './device-facts.ts';
import { socketsAllowed } from './descriptors.ts';
import { DoorFigures } from './figures.ts';
import { Listening } from './listening.ts';

const LAST_FLUSH_MS = 10_000;
const NOT_READY_AFTER_MS = 5_000;
/** A lost LISTEN connection is made again after at most this long. */
const LISTEN_AGAIN_MS = 5_000;

/** Everything that exists between start and stop. */
interface Running {
  readonly door: DeviceDoor;
  readonly writer: BatchWriter;
  readonly closeWriter: () => Promise<void>;
  readonly listening: Listening;
  readonly facts: DeviceFacts;
  readonly silence: SilenceTable;
  readonly courier: CommandCourier;
  readonly edge: EdgeCourier;
  readonly reports: AgentReports;
  readonly tasks: TaskCourier;
  readonly answers: AgentAnswers;
  readonly figures: DoorFigures;
}

/** The MQTT door as a part of the process: puts the pieces together, drives them by loops, takes them down in order. */
@Injectable()
export class Broker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Running | null = null;
  private loaded = false;
  private ownPort: number | null = null;
  private external: ExternalDoor | null = null;
  private wakeCommands: () => void = () => undefined;
  private wakeEdge: () => void = () => undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly loops: LoopRegistry,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    private readonly stalls: StallMonitor,
    private readonly steps: ClockSteps,
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly doors: DoorStore,
    private readonly directory: DeviceDirectory,
    private readonly ingest: IngestStore,
    private readonly delivery: CommandDelivery,
    private readonly edges: EdgeStore,
    private readonly work: AgentWorkStore,
    private readonly security: SecurityLog,
    private readonly wakeUps: WakeUps,
  ) {}

  /** The port of plain MQTT, once started: differs from the configured one when that is 0; null with an external broker. */
  get port(): number | null {
    return this.ownPort;
  }

  async onApplicationBootstrap(): Promise<void> {
    const running = await this.assemble();
    this.running = running;
    this.stalls.onStall(() => running.listening.noteGap());
    this.steps.onSetBack((now) => this.beginAgain(now));
    this.readiness.add('mqtt', () => this.checkReady());
    this.loops.add({ name: 'broker.lease', everyMs: 1_000, run: (now) => this.keepListening(now) });
    this.loops.add({ name: 'broker.silence', everyMs: 1_000, run: (now) => this.proposeSilences(now) });
    const changes = this.loops.add({ name: 'broker.changes', everyMs: 1_000, run: (now) => this.followChanges(now) });
    this.wakeUps.on('device_changed', () => changes.wake());
    const commands = this.loops.add({
      name: 'broker.commands',
      everyMs: 1_000,
      run: (now) => running.courier.deliver(now),
    });
    this.wakeCommands = () => commands.wake();
    const edge = this.loops.add({ name: 'broker.edge', everyMs: 1_000, run: (now) => this.tendAgents(now) });
    this.wakeEdge = () => edge.wake();
    this.loops.add({ name: 'broker.security', everyMs: 2_000, run: (now) => this.security.flush(now) });
    this.loops.add({ name: 'broker.wake-ups', everyMs: LISTEN_AGAIN_MS, run: () => this.wakeUps.keep() });
    this.loops.add({ name: 'broker.figures', everyMs: 5_000, run: async () => running.figures.report(running.door) });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { running } = this;
    if (running === null) return;
    await running.door.stop();
    await running.reports.write(this.clock.now()).catch((err: unknown) => {
      this.logger.error({ err }, 'The last reports of agents could not be stored; none of them was acknowledged');
    });
    const written = await running.writer.drain(LAST_FLUSH_MS);
    if (!written) this.logger.error('The last messages could not be stored; none of them was acknowledged');
    await running.listening.close(this.clock.now());
    await running.closeWriter();
    await this.wakeUps.close();
    await this.security.flush(this.clock.now()).catch((err: unknown) => {
      this.logger.error({ err }, 'The last entries of the security log could not be stored');
    });
  }

  /** The first run opens the door: its number, then all devices, then the lease, and only then the first publish. */
  private async keepListening(now: EpochMs): Promise<void> {
    const { listening, facts, writer, door } = this.need();
    this.external?.keep();
    const doorId = await listening.open(now);
    if (!this.loaded) {
      await facts.load(now);
      this.loaded = true;
    }
    // Whoever hears nobody must not say that all are silent: its lease lapses.
    if (!door.isReachable) return listening.noteGap();
    await listening.renew(now);
    if (door.isOpen || listening.listeningSince(now) === null) return;
    writer.openFor(doorId);
    door.setOpen(true);
    this.logger.info({ port: this.ownPort }, 'MQTT is open');
  }

  /** Time was set back: what we remember and what stands in the rows may lie in the future. */
  private async beginAgain(now: EpochMs): Promise<void> {
    const { listening, facts, silence, door } = this.need();
    listening.noteGap();
    door.restamp(now);
    silence.forgetFuture(now);
    await forgetFuture(this.database, now);
    await facts.load(now);
  }

  private async proposeSilences(now: EpochMs): Promise<void> {
    const { listening, silence } = this.need();
    const since = listening.listeningSince(now);
    if (since === null || listening.doorId === null) return;
    await this.directory.proposeSilence(silence.scan(now, since), listening.doorId, now);
  }

  private async tendAgents(now: EpochMs): Promise<void> {
    const { reports, edge, answers, tasks } = this.need();
    await reports.write(now);
    await answers.write(now);
    await edge.deliver(now);
    await tasks.deliver(now);
  }

  private async followChanges(now: EpochMs): Promise<void> {
    await this.need().facts.follow(now);
  }

  private checkReady(): void {
    const { door, writer } = this.need();
    if (!door.isOpen) throw new Error('not open yet');
    if (writer.stuckForMs() > NOT_READY_AFTER_MS) throw new Error('the database does not take what devices say');
  }

  private need(): Running {
    if (this.running === null) throw new Error('the broker is not started');
    return this.running;
  }

  private async assemble(): Promise<Running> {
    const now = () => this.clock.now();
    const figures = new DoorFigures(this.metrics);
    const silence = new SilenceTable();
    const quarantined = (deviceNo: DeviceNo, err: unknown): void => {
      figures.quarantined.inc();
      this.logger.error({ deviceNo, err }, 'PostgreSQL refused rows of a device; they are in ingest_quarantine');
    };
    const { writer, close: closeWriter } = this.ingest.openWriter({
      now,
      onRoom: () => door.resume(),
      onFlush: ({ messages, ms }) => {
        figures.messages.inc(messages);
        figures.flushSeconds.observe(ms / 1_000);
      },
      onFailure: (err) => {
        figures.writeFailures.inc();
        this.logger.error({ err }, 'What devices say could not be stored; trying again');
      },
      onQuarantine: quarantined,
      onAnnounced: (deviceNos) => deviceNos.forEach(readSoon),
      onAcknowledged: (outcome) => figures.acknowledgements.inc({ outcome }),
    });
    const courier = new CommandCourier({
      delivery: this.delivery,
      door: () => door,
      wake: () => this.wakeCommands(),
      delivered: () => figures.commands.inc(),
    });
    const edge: EdgeCourier = new EdgeCourier({
      ...{ store: this.edges, door: () => door, box: this.secrets, logger: this.logger },
      wake: () => this.wakeEdge(),
    });
    const reports = new AgentReports({
      store: this.edges,
      doorId: () => listening.doorId,
      noticed: (note) => this.security.note(note, now()),
      wasGiven: (session, camera) => edge.wasGiven(session, camera),
      wake: () => this.wakeEdge(),
      onQuarantine: quarantined,
      onRoom: () => door.resume(),
    });
    const tasks = new TaskCourier({ store: this.work, door: () => door, box: this.secrets });
    const answers = new AgentAnswers({ store: this.work, wake: () => this.wakeEdge(), onRoom: () => door.resume() });
    const intake = new DeviceIntake({
      writer,
      reports,
      answers,
      silence,
      now,
      refused: (reason) => figures.refused.inc({ reason }),
      openedFor: (deviceNo) => readSoon(deviceNo),
      listensFor: (session, leaf) => {
        if (leaf === 'config') return edge.subscribed(session);
        courier.lookAt(session);
        tasks.subscribed(session);
      },
    });
    const door: DeviceDoor = await this.openDoor(intake);
    const facts = new DeviceFacts({
      directory: this.directory,
      ingest: this.ingest,
      silence,
      intake,
      door,
      courier,
      edge,
    });
    const readSoon = (deviceNo: DeviceNo): void => facts.readSoon(deviceNo);
    const stuckForMs = () => writer.stuckForMs();
    const listening = new Listening({ doors: this.doors, instance: `broker-${newId(now())}`, stuckForMs });
    return { door, writer, closeWriter, listening, facts, silence, courier, edge, reports, tasks, answers, figures };
  }

  /** Our own broker, or a connection to the external one. */
  private async openDoor(intake: DeviceIntake): Promise<DeviceDoor> {
    const now = () => this.clock.now();
    const lookup: DeviceLookup = async (ids) =>
      new Map((await this.directory.credentials(ids)).map((one) => [one.deviceId as string, recordOf(one)]));
    const failed = (err: unknown) => this.logger.error({ err }, 'A connection was lost to a fault of ours');
    const { externalUrl, clientId } = this.config.mqtt;
    if (externalUrl !== undefined) {
      const url = new URL(externalUrl);
      this.external = new ExternalDoor({
        ...{ url, clientId, lookup, intake, now, failed, packetBytes: DOOR_LIMITS.packetBytes },
        said: (event, why) => {
          const broker = url.host;
          if (event === 'connected') this.logger.info({ broker }, 'Connected to the external MQTT broker');
          else this.logger.warn({ broker, why }, 'The external MQTT broker is not heard; trying again');
        },
      });
      return this.external;
    }
    const door = new Door({
      limits: { ...DOOR_LIMITS, sockets: socketsAllowed() },
      verify: secretCheck(this.secrets),
      ...{ lookup, intake, now, failed },
      noticed: (note) => this.security.note(note, now()),
    });
    await door.start();
    this.ownPort = await this.listen(door);
    return door;
  }

  /** Binds the ports at once, so that a busy one is told at the start; the door itself opens with its first lease. */
  private async listen(door: Door): Promise<number> {
    const { host, port, tls } = this.config.mqtt;
    try {
      if (tls !== undefined) await door.listen({ host, port: tls.port, tls: await certificate(tls) });
    } catch (error) {
      throw explainListenError(error, { name: 'MQTT TLS', port: tls?.port ?? 0, variable: 'MQTT_TLS_PORT' });
    }
    try {
      return (await door.listen({ host, port })).port;
    } catch (error) {
      throw explainListenError(error, { name: 'MQTT', port, variable: 'MQTT_PORT' });
    }
  }
}

async function certificate(tls: { readonly certFile: string; readonly keyFile: string }) {
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  return { cert, key };
}
