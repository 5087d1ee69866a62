package dev.stepwell.rig.stores;

import dev.stepwell.rig.house.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/** Servers that refuse to run as root run as Debian's own user for them. */
final class Unprivileged {
    private static final String USER = "postgres";

    private Unprivileged() {}

    /** Gives a folder to that user where we are root; returns it. */
    static Path owned(Path folder) {
        if (System.getProperty("user.name").equals("root")) {
            ServerProcess.run(List.of("chown", USER, folder.toString()));
        }
        return folder;
    }
}
