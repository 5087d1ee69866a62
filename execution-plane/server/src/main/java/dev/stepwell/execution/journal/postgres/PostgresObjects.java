package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.OBJECT_PIECE;
import static dev.stepwell.execution.schema.Tables.STORED_OBJECT;

import dev.stepwell.execution.items.ObjectBook;
import dev.stepwell.execution.items.ReaderFailure;
import dev.stepwell.execution.items.TenantObjects;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.names.TenantId;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Objects in PostgreSQL, in pieces, so that reading on in the middle of a large one costs no more than at its beginning. */
public final class PostgresObjects implements ObjectBook {
    private static final int PIECE_BYTES = 256 << 10;

    private final EngineTransactions transactions;
    private final ToLongFunction<TenantId> most;

    /** In a database that is migrated. */
    public PostgresObjects(DataSource source) {
        this(new EngineTransactions(source), tenant -> Long.MAX_VALUE);
    }

    private PostgresObjects(EngineTransactions transactions, ToLongFunction<TenantId> most) {
        this.transactions = transactions;
        this.most = most;
    }

    @Override
    public ObjectBook within(ToLongFunction<TenantId> bytes) {
        return new PostgresObjects(transactions, bytes);
    }

    @Override
    public Shelf of(TenantId tenant) {
        return new Rows(tenant);
    }

    private final class Rows implements Shelf {
        private final TenantId tenant;

        private Rows(TenantId tenant) {
            this.tenant = tenant;
        }

        @Override
        public Opened open(String bucket, String key, long from, Optional<String> version) {
            Optional<Record> there = ask(sql -> row(sql, bucket, key));
            Record row = there.orElseThrow(() -> failure("The specified key does not exist.", 404, "NoSuchKey"));
            String found = row.get(STORED_OBJECT.VERSION).toString();
            if (version.isPresent() && !version.get().equals(found)) {
                throw changed();
            }
            return new Opened(new Pieces(row, from), found);
        }

        @Override
        public Listing list(String bucket, String prefix, Optional<String> after, int most) {
            Condition wanted = STORED_OBJECT
                    .TENANT_ID
                    .eq(tenant.value())
                    .and(STORED_OBJECT.BUCKET.eq(bucket))
                    .and(STORED_OBJECT.KEY.startsWith(prefix));
            List<Entry> entries = ask(sql -> sql.selectFrom(STORED_OBJECT)
                    .where(after.map(last -> wanted.and(STORED_OBJECT.KEY.gt(last)))
                            .orElse(wanted))
                    .and(STORED_OBJECT.KEY.ge(prefix))
                    .orderBy(STORED_OBJECT.KEY)
                    .limit(most + 1)
                    .fetch(PostgresObjects::entry));
            boolean more = entries.size() > most;
            return new Listing(more ? entries.subList(0, most) : entries, more);
        }

        @Override
        public void put(String bucket, String key, byte[] bytes) {
            if (begin(bucket, key, bytes) instanceof Written.Full) {
                throw failure("The tenant's objects would take too many bytes.", 400, "QuotaExceeded");
            }
        }

        @Override
        public Written begin(String bucket, String key, byte[] bytes) {
            return ask(sql -> {
                alone(sql);
                Optional<Record> there = row(sql, bucket, key);
                long freed = there.map(row -> row.get(STORED_OBJECT.SIZE)).orElse(0L);
                if (stored(sql) - freed + bytes.length > most.applyAsLong(tenant)) {
                    return new Written.Full();
                }
                UUID writing = UUID.randomUUID();
                Written.Done done = new Written.Done(UUID.randomUUID().toString(), bytes.length, now(sql));
                there.ifPresent(row -> forget(sql, row.get(STORED_OBJECT.WRITING)));
                insert(sql, writing, 0, bytes);
                sql.insertInto(STORED_OBJECT)
                        .set(STORED_OBJECT.TENANT_ID, tenant.value())
                        .set(STORED_OBJECT.BUCKET, bucket)
                        .set(STORED_OBJECT.KEY, key)
                        .set(STORED_OBJECT.VERSION, UUID.fromString(done.version()))
                        .set(STORED_OBJECT.WRITING, writing)
                        .set(STORED_OBJECT.SIZE, done.size())
                        .set(STORED_OBJECT.MODIFIED_AT, done.modified())
                        .onConflict(STORED_OBJECT.TENANT_ID, STORED_OBJECT.BUCKET, STORED_OBJECT.KEY)
                        .doUpdate()
                        .setAllToExcluded()
                        .execute();
                return done;
            });
        }

        @Override
        public Written append(String bucket, String key, byte[] bytes, String version) {
            return ask(sql -> {
                alone(sql);
                Optional<Record> there = row(sql, bucket, key)
                        .filter(row -> row.get(STORED_OBJECT.VERSION).toString().equals(version));
                if (there.isEmpty()) {
                    return new Written.Changed();
                }
                if (stored(sql) + bytes.length > most.applyAsLong(tenant)) {
                    return new Written.Full();
                }
                long size = there.get().get(STORED_OBJECT.SIZE);
                UUID next = UUID.randomUUID();
                Written.Done done = new Written.Done(next.toString(), size + bytes.length, now(sql));
                insert(sql, there.get().get(STORED_OBJECT.WRITING), size, bytes);
                sql.update(STORED_OBJECT)
                        .set(STORED_OBJECT.VERSION, next)
                        .set(STORED_OBJECT.SIZE, done.size())
                        .set(STORED_OBJECT.MODIFIED_AT, done.modified())
                        .where(named(bucket, key))
                        .execute();
                return done;
            });
        }

        @Override
        public Optional<Entry> find(String bucket, String key) {
            return ask(sql ->
                    sql.selectFrom(STORED_OBJECT).where(named(bucket, key)).fetchOptional(PostgresObjects::entry));
        }

        @Override
        public boolean delete(String bucket, String key) {
            return ask(sql -> {
                alone(sql);
                Optional<Record> there = row(sql, bucket, key);
                there.ifPresent(row -> {
                    forget(sql, row.get(STORED_OBJECT.WRITING));
                    sql.deleteFrom(STORED_OBJECT).where(named(bucket, key)).execute();
                });
                return there.isPresent();
            });
        }

        private <T> T ask(EngineTransactions.Query<T> query) {
            return transactions.query(List.of(tenant), query);
        }

        private Condition named(String bucket, String key) {
            return STORED_OBJECT
                    .TENANT_ID
                    .eq(tenant.value())
                    .and(STORED_OBJECT.BUCKET.eq(bucket))
                    .and(STORED_OBJECT.KEY.eq(key));
        }

        /**
         * Nobody else writes objects of the tenant until the end of the transaction: two who begin the same one would both find nothing there, and
         * the pieces of one would be nobody's; and two who count at once would both find room.
         */
        private void alone(DSLContext sql) {
            sql.fetch(
                    "SELECT pg_advisory_xact_lock(hashtext('execution.stored_object'), {0}::integer) IS NULL",
                    DSL.val((int) tenant.value()));
        }

        private Optional<Record> row(DSLContext sql, String bucket, String key) {
            return sql.selectFrom(STORED_OBJECT)
                    .where(named(bucket, key))
                    .fetchOptional()
                    .map(row -> row);
        }

        private long stored(DSLContext sql) {
            Number sum = sql.select(DSL.sum(STORED_OBJECT.SIZE))
                    .from(STORED_OBJECT)
                    .where(STORED_OBJECT.TENANT_ID.eq(tenant.value()))
                    .fetchSingle()
                    .value1();
            return sum == null ? 0 : sum.longValue();
        }

        private Instant now(DSLContext sql) {
            return sql.select(DSL.currentInstant()).fetchSingle().value1();
        }

        private void forget(DSLContext sql, UUID writing) {
            sql.deleteFrom(OBJECT_PIECE)
                    .where(OBJECT_PIECE.TENANT_ID.eq(tenant.value()))
                    .and(OBJECT_PIECE.WRITING.eq(writing))
                    .execute();
        }

        private void insert(DSLContext sql, UUID writing, long start, byte[] bytes) {
            int pieces = (bytes.length + PIECE_BYTES - 1) / PIECE_BYTES;
            Long[] starts = new Long[pieces];
            byte[][] contents = new byte[pieces][];
            for (int i = 0; i < pieces; i++) {
                int from = i * PIECE_BYTES;
                starts[i] = start + from;
                contents[i] = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE_BYTES));
            }
            if (pieces > 0) {
                sql.execute(
                        "INSERT INTO execution.object_piece (tenant_id, writing, start, bytes)"
                                + " SELECT {0}, {1}, p.s, p.b FROM unnest({2}, {3}) AS p (s, b)",
                        DSL.val(tenant.value()), DSL.val(writing), DSL.val(starts), DSL.val(contents));
            }
        }

        /** The piece in which a byte is, from that byte on; empty when there is none or the object has changed. */
        private Optional<byte[]> piece(UUID writing, long at) {
            return ask(sql -> sql.select(OBJECT_PIECE.START, OBJECT_PIECE.BYTES)
                            .from(OBJECT_PIECE)
                            .where(OBJECT_PIECE.TENANT_ID.eq(tenant.value()))
                            .and(OBJECT_PIECE.WRITING.eq(writing))
                            .and(OBJECT_PIECE.START.le(at))
                            .orderBy(OBJECT_PIECE.START.desc())
                            .limit(1)
                            .fetchOptional())
                    .map(row -> Arrays.copyOfRange(
                            row.value2(), (int) Math.min(row.value2().length, at - row.value1()), row.value2().length))
                    .filter(bytes -> bytes.length > 0);
        }

        /** Reads a piece when it comes to it. What is appended meanwhile is not seen; what is replaced meanwhile fails. */
        private final class Pieces extends InputStream {
            private final UUID writing;
            private final long size;
            private long at;
            private byte[] piece = new byte[0];
            private int next;

            private Pieces(Record row, long from) {
                this.writing = row.get(STORED_OBJECT.WRITING);
                this.size = row.get(STORED_OBJECT.SIZE);
                this.at = from;
            }

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (at >= size) {
                    return -1;
                }
                if (next == piece.length) {
                    try {
                        piece = piece(writing, at).orElseThrow(PostgresObjects::changed);
                    } catch (StoreException e) {
                        throw new ReaderFailure("The object cannot be read now: " + e.getMessage());
                    }
                    next = 0;
                }
                int read = (int) Math.min(Math.min(length, piece.length - next), size - at);
                System.arraycopy(piece, next, into, from, read);
                next += read;
                at += read;
                return read;
            }
        }
    }

    private static TenantObjects.Entry entry(Record row) {
        return new TenantObjects.Entry(
                row.get(STORED_OBJECT.KEY),
                row.get(STORED_OBJECT.VERSION).toString(),
                row.get(STORED_OBJECT.SIZE),
                row.get(STORED_OBJECT.MODIFIED_AT),
                "STANDARD");
    }

    private static ReaderFailure changed() {
        return failure("At least one of the pre-conditions you specified did not hold", 412, "PreconditionFailed");
    }

    /** In the words of S3, which histories show. */
    private static ReaderFailure failure(String message, int status, String code) {
        return new ReaderFailure(
                message + " (Service: Amazon S3; Status Code: " + status + "; Error Code: " + code + ")");
    }
}
