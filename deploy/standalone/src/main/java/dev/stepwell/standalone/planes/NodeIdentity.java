package dev.stepwell.standalone.planes;

import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.folder.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a process is called across its lives, and where the others find it in this one.
 *
 * @param name kept in the data folder: an execution node that is started again ends the leases of its own earlier life at once
 * @param host what its port for the other processes is opened on
 * @param port the one that was asked for, or a free one
 */
record NodeIdentity(String name, String host, int port) {
    static NodeIdentity of(Path data, Options.Listening listening) throws IOException {
        String bind = listening.bind();
        Path file = data.resolve("node.id");
        if (!Files.exists(file)) {
            PrivateFile.write(file, "node-" + UUID.randomUUID());
        }
        String host = bind.equals("0.0.0.0") || bind.equals("::")
                ? InetAddress.getLocalHost().getHostAddress()
                : bind;
        try (ServerSocket free = new ServerSocket(listening.internalPort(), 1, InetAddress.getByName(host))) {
            return new NodeIdentity(Files.readString(file).strip(), host, free.getLocalPort());
        }
    }

    String address() {
        return host + ":" + port;
    }
}
