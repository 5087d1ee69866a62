package dev.stepwell.standalone.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Both servers of a data folder. They start side by side. */
final class EmbeddedStores implements Stores {
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final Access access;

    private EmbeddedStores(EmbeddedPostgres postgres, EmbeddedRedis redis, Access access) {
        this.postgres = postgres;
        this.redis = redis;
        this.access = access;
    }

    static EmbeddedStores start(Path data, Path cache) throws IOException {
        StoreSettings remembered = StoreSettings.readOrMake(data);
        Unprivileged user = Unprivileged.choose();
        // A user of its own may not reach the shared cache, so that user's programs lie with its data.
        Path folder = user.home(closed(data.resolve("postgres")));
        Programs programs = new Programs(cache);
        Programs postgresPrograms = user.ownsItsPrograms() ? new Programs(folder) : programs;
        EmbeddedRedis redis = new EmbeddedRedis(closed(data.resolve("redis")), programs);
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder, postgresPrograms, user);
        CompletableFuture<StoreSettings.Server> starting = CompletableFuture.supplyAsync(
                () -> unchecked(() -> redis.start(remembered.redis())), Thread::startVirtualThread);
        try {
            StoreSettings.Server truth = postgres.start(remembered.postgres());
            StoreSettings settings = new StoreSettings(truth, starting.join());
            if (!settings.equals(remembered)) {
                settings.write(data);
            }
            return new EmbeddedStores(postgres, redis, settings.access());
        } catch (IOException e) {
            starting.handle((started, fault) -> started).join();
            redis.stop();
            throw e;
        } catch (CompletionException e) {
            postgres.stop();
            throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
        }
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public void close() {
        redis.stop();
        postgres.stop();
    }

    /** A folder that only its owner may look into. */
    private static Path closed(Path folder) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectories(folder), PosixFilePermissions.fromString("rwx------"));
    }

    private static <T> T unchecked(Start<T> start) {
        try {
            return start.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Start<T> {
        T run() throws IOException;
    }
}
