package dev.stepwell.rig.stores;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The two stores of an installation that were not started by it. */
public sealed interface Stores extends AutoCloseable permits PooledStores, ClusteredStores, StandbyStores {
    /** What is special about them. */
    enum Kind {
        /** Nothing: they are the embedded ones of the first node. */
        EMBEDDED(),
        /** PgBouncer is before PostgreSQL and pools transactions. */
        POOLED(Postgres.BIN, Pooler.PROGRAM, RedisNode.PROGRAM),
        /** Redis is a cluster of three processes. */
        CLUSTERED(Postgres.BIN, RedisNode.PROGRAM),
        /** PostgreSQL has a standby that every commit waits for. */
        STANDBY(Postgres.BIN, RedisNode.PROGRAM);

        private final List<Path> programs;

        Kind(Path... programs) {
            this.programs = List.of(programs);
        }

        /** The first of the programs that they take and that is not there. */
        public Optional<Path> missing() {
            return programs.stream().filter(program -> !Files.exists(program)).findFirst();
        }
    }

    /** Starts them in a folder that others may pass through; nothing for embedded ones, which their node starts. */
    static Optional<Stores> start(Kind kind, Path folder, long seed) {
        return switch (kind) {
            case EMBEDDED -> Optional.empty();
            case POOLED -> Optional.of(new PooledStores(folder));
            case CLUSTERED -> Optional.of(new ClusteredStores(folder));
            case STANDBY -> Optional.of(new StandbyStores(folder, seed));
        };
    }

    /** By which PostgreSQL is reached: what follows {@code --postgres}. */
    String postgres();

    /** By which Redis is reached: what follows {@code --redis}. */
    String redis();

    @Override
    void close();
}
