package dev.stepwell.standalone.stores;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as it is; root runs it in a user namespace where it is nobody, and
 * where those are refused (plain containers) as a real user that the data is given to.
 *
 * @param prefix what stands before each command
 * @param user whom the data must belong to; empty when it stays with whoever started us
 */
record Unprivileged(List<String> prefix, String user) {
    private static final List<String> USERS = List.of("postgres", "nobody");

    /** The first way that works here. */
    static Unprivileged choose() throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Unprivileged(List.of(), "");
        }
        Unprivileged namespace = new Unprivileged(List.of("unshare", "-U", "--"), "");
        return namespace.works() ? namespace : asUser();
    }

    /** The first of the users that this machine knows and that root may become. */
    static Unprivileged asUser() throws IOException {
        for (String user : USERS) {
            Unprivileged other = new Unprivileged(List.of("runuser", "-u", user, "--"), user);
            if (other.works()) {
                return other;
            }
        }
        throw new IOException(
                "PostgreSQL does not run as root, and neither a user namespace (unshare -U) nor another user " + USERS
                        + " can be had here: start Stepwell as an ordinary user, or give --postgres and --redis");
    }

    boolean ownsItsPrograms() {
        return !user.isEmpty();
    }

    /** Lets the user have the folder; says so when that user cannot get there. */
    Path home(Path folder) throws IOException {
        if (ownsItsPrograms()) {
            give(folder);
            if (!new Command(prefix, "test", "-w", folder).succeeds()) {
                throw new IOException("PostgreSQL runs as user " + user + " here, who cannot get to " + folder
                        + ": choose a --data that others may pass through to, such as /var/lib/stepwell");
            }
        }
        return folder;
    }

    /** Hands over everything in the folder. */
    void give(Path folder) throws IOException {
        if (ownsItsPrograms()) {
            new Command(List.of(), "chown", "-R", user, folder).run();
        }
    }

    private boolean works() {
        return new Command(prefix, "true").succeeds();
    }
}
