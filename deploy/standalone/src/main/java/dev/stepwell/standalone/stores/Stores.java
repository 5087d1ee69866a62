package dev.stepwell.standalone.stores;

import java.io.IOException;
import java.nio.file.Path;

/** The two stores of an installation while this process may use them. */
public interface Stores extends AutoCloseable {
    /** How they are reached. */
    Access access();

    /** Stops what was started for this process; leaves the operator's own servers alone. */
    @Override
    void close();

    /** Starts the embedded stores of a data folder, or takes over those a killed process left running. Ready on return. */
    static Stores embedded(Path data, Path cache) throws IOException {
        return EmbeddedStores.start(data, cache);
    }

    /**
     * Looks the operator's PostgreSQL over: 15 or later, and said loudly when it may lose what it acknowledged.
     *
     * @throws IOException when it cannot be reached or is too old
     */
    static Stores external(String postgres, String redis) throws IOException {
        ExternalPostgres.check(postgres);
        return new External(new Access(postgres, redis));
    }

    /**
     * How the stores are reached.
     *
     * @param postgres a JDBC URL with user and password, of a login that may create schemas and roles
     * @param redis a Redis URI
     */
    record Access(String postgres, String redis) {
        /** Without the passwords. */
        @Override
        public String toString() {
            return "Access[" + postgres.replaceFirst("\\?.*", "") + "]";
        }
    }

    /** Somebody else's servers. */
    record External(Access access) implements Stores {
        @Override
        public void close() {}
    }
}
