// Baseline `naive`: what one writes first. Each publish is parsed, validated with class-validator and saved through a
// repository. The broker acknowledges on its own, before anything is stored.
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Max, Min, validate } from 'class-validator';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { answerParent, sampleOf } from '../child.ts';

@Entity({ name: 'naive_latest' })
class NaiveHeartbeat {
  @PrimaryColumn('uuid') deviceId!: string;
  @IsString() @Column('text') bootId!: string;
  @IsInt() @Min(0) @Column('bigint') seq!: number;
  @IsOptional() @IsNumber() @Min(0) @Max(100) @Column('real', { nullable: true }) batteryVoltage?: number;
  @IsOptional() @IsNumber() @Min(0) @Max(100) @Column('real', { nullable: true }) batteryLevel?: number;
  @IsOptional() @IsNumber() @Min(-60) @Max(120) @Column('real', { nullable: true }) batteryTemperature?: number;
  @IsOptional() @IsNumber() @Min(0) @Max(200) @Column('real', { nullable: true }) pvVoltage?: number;
  @IsOptional() @IsNumber() @Min(0) @Max(100) @Column('real', { nullable: true }) pvCurrent?: number;
  @IsOptional() @IsNumber() @Min(0) @Column('real', { nullable: true }) energyTodayWh?: number;
  @IsOptional() @IsBoolean() @Column('boolean', { nullable: true }) lampOn?: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(100) @Column('real', { nullable: true }) dimLevel?: number;
  @IsOptional() @IsBoolean() @Column('boolean', { nullable: true }) isNight?: boolean;
  @IsOptional() @IsInt() @Min(-200) @Max(0) @Column('real', { nullable: true }) rssi?: number;
  @Column('timestamptz') receivedAt!: Date;
}

let stored = 0;
let failed = 0;
let firstFailure: unknown;

async function openTable(url: string, devices: readonly string[]): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [NaiveHeartbeat],
    synchronize: true,
    dropSchema: false,
  });
  await source.initialize();
  await source.query(
    `INSERT INTO naive_latest ("deviceId", "bootId", seq, "receivedAt") SELECT id, 'known', 0, now() FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`,
    [devices],
  );
  await source.query('VACUUM ANALYZE naive_latest');
  await source.query('CHECKPOINT'); // what registering wrote must not be flushed while we measure
  return source;
}

async function listen({
  url,
  devices,
}: {
  readonly url: string;
  readonly devices: readonly string[];
}): Promise<number> {
  const repository = (await openTable(url, devices)).getRepository(NaiveHeartbeat);
  const broker = await Aedes.createBroker();
  const store = async (deviceId: string, payload: Buffer): Promise<void> => {
    const heartbeat = plainToInstance(NaiveHeartbeat, JSON.parse(payload.toString()) as object);
    if ((await validate(heartbeat)).length > 0) throw new Error('invalid heartbeat');
    heartbeat.deviceId = deviceId;
    heartbeat.receivedAt = new Date();
    await repository.save(heartbeat);
  };
  broker.on('publish', (packet, client) => {
    if (client === null) return;
    store(client.id, packet.payload as Buffer).then(
      () => (stored += 1),
      (error: unknown) => {
        failed += 1;
        firstFailure ??= error;
      },
    );
  });
  const server = createServer(broker.handle);
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

answerParent({
  listen,
  sample: () => {
    if (failed > 0) throw new Error(`${failed} saves failed: ${String(firstFailure)}`, { cause: firstFailure });
    return sampleOf(stored);
  },
});
