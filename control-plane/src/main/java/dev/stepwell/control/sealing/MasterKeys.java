package dev.stepwell.control.sealing;

import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master keys that an installation knows at once. All of them open; the one that was taken into use last seals. A file is read again
 * within {@link #LOOK} of its change, by whoever asks next, so that a new key is known everywhere before the first process seals with it.
 */
public final class MasterKeys {
    /** How often the file is looked at. */
    public static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);

    private final @Nullable MasterKeyFile file;
    private final InstantSource clock;
    private volatile State state;

    private record State(List<MasterKeyFile.Entry> known, FileTime changed, Instant lookAgain) {}

    private MasterKeys(@Nullable MasterKeyFile file, State state, InstantSource clock) {
        this.file = file;
        this.state = state;
        this.clock = clock;
    }

    /** One key that stays the only one. */
    public static MasterKeys of(MasterKey key) {
        MasterKeyFile.Entry entry = new MasterKeyFile.Entry(1, key, Instant.EPOCH);
        return new MasterKeys(
                null, new State(List.of(entry), FileTime.fromMillis(0), Instant.MAX), InstantSource.system());
    }

    /** The keys of a file, as it changes. */
    public static MasterKeys in(MasterKeyFile file, InstantSource clock) throws IOException {
        FileTime changed = file.changed();
        return new MasterKeys(
                file, new State(file.read(), changed, clock.instant().plus(LOOK)), clock);
    }

    /** All of them, in the order of their lines. */
    public List<MasterKeyFile.Entry> known() {
        State now = state;
        if (file != null && !clock.instant().isBefore(now.lookAgain)) {
            state = now = look(file, now);
        }
        return now.known;
    }

    /** What cannot be read changes nothing: what was known before still opens, and seals. */
    private State look(MasterKeyFile from, State before) {
        Instant next = clock.instant().plus(LOOK);
        try {
            FileTime changed = from.changed();
            if (!changed.equals(before.changed)) {
                List<MasterKeyFile.Entry> read = from.read();
                LOG.info("{} master keys are known", read.size());
                return new State(read, changed, next);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("the master keys cannot be read again: {}", e.getMessage());
        }
        return new State(before.known, before.changed, next);
    }

    /** The one that seals. */
    public MasterKeyFile.Entry current() {
        Instant now = clock.instant();
        List<MasterKeyFile.Entry> all = known();
        return all.stream()
                .filter(entry -> !entry.since().isAfter(now))
                .max(Comparator.comparing(MasterKeyFile.Entry::since).thenComparing(MasterKeyFile.Entry::number))
                .orElse(all.getFirst());
    }

    /** The one of a number. */
    public Optional<MasterKey> numbered(int number) {
        return known().stream()
                .filter(entry -> entry.number() == number)
                .map(MasterKeyFile.Entry::key)
                .findFirst();
    }

    /** Seals under a key derived for one purpose, by the one that seals; opens what any of them sealed. */
    public Sealer sealer(String purpose) {
        return new Sealer() {
            @Override
            public byte[] seal(byte[] plain, String context) {
                return current().key().sealer(purpose).seal(plain, context);
            }

            @Override
            public byte[] open(byte[] sealed, String context) {
                return over(sealed).sealer(purpose).open(sealed, context);
            }
        };
    }

    /** The key that something was sealed under; throws {@link BrokenSeal} when it is none of these. */
    public MasterKey over(byte[] sealed) {
        byte[] id = OneKeySealer.masterKeyId(sealed);
        return known().stream()
                .map(MasterKeyFile.Entry::key)
                .filter(key -> Arrays.equals(key.id(), id))
                .findFirst()
                .orElseThrow(() -> new BrokenSeal("sealed under another master key"));
    }

    /** Whether something is sealed under the key that seals. */
    public boolean isCurrent(byte[] sealed) {
        return Arrays.equals(OneKeySealer.masterKeyId(sealed), current().key().id());
    }

    /** A fresh data key for a tenant, sealed: what the tenant's row keeps. */
    public byte[] newDataKey(TenantId tenant) {
        return current().key().newDataKey(tenant);
    }

    /** The same data key, sealed under the key that seals. What it sealed stays as it is. */
    public byte[] rewrapDataKey(TenantId tenant, byte[] sealedDataKey) {
        byte[] dataKey = over(sealedDataKey).openDataKey(tenant, sealedDataKey);
        return current().key().sealDataKey(tenant, dataKey);
    }

    /** What seals under a tenant's data key; throws {@link BrokenSeal} when it was sealed for another tenant or an unknown key. */
    public Sealer sealer(TenantId tenant, byte[] sealedDataKey) {
        return over(sealedDataKey).sealer(tenant, sealedDataKey);
    }

    /** All of them, the one that seals first. */
    public List<MasterKeyFile.Entry> sealingFirst() {
        MasterKeyFile.Entry first = current();
        return Stream.concat(Stream.of(first), known().stream().filter(entry -> entry.number() != first.number()))
                .toList();
    }

    /** What is made of the keys, the one that seals first; made anew when they, or which of them seals, have changed. */
    public <T> Supplier<T> made(Function<List<MasterKeyFile.Entry>, T> making) {
        AtomicReference<@Nullable Made<T>> last = new AtomicReference<>();
        return () -> {
            List<MasterKeyFile.Entry> now = sealingFirst();
            Made<T> made = last.get();
            if (made == null || !made.of.equals(now)) {
                made = new Made<>(now, making.apply(now));
                last.set(made);
            }
            return made.thing;
        };
    }

    private record Made<T>(List<MasterKeyFile.Entry> of, T thing) {}

    /** What the processes of one installation know each other by, the first seals. */
    public Supplier<List<ClusterKey>> clusterKeys() {
        return made(entries ->
                entries.stream().map(entry -> entry.key().clusterKey()).toList());
    }
}
