package dev.stepwell.bench.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Lambda's Invoke API with one function that does a step. An execution counts as ended when its last step has been answered. */
final class Functions {
    private final int port;
    private final Consumer<String> ended;

    Functions(int port, Consumer<String> ended) {
        this.port = port;
        this.ended = ended;
    }

    void start() throws IOException {
        ServerSocket listening = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> accept(listening));
    }

    private void accept(ServerSocket listening) {
        while (true) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                System.err.println("no connection came: " + e);
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 8_192)) {
            OutputStream out = socket.getOutputStream();
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                Step step = Step.read(new String(in.readNBytes(length), StandardCharsets.UTF_8))
                        .done();
                String answer = step.text();
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                                + "\r\n\r\n" + answer)
                        .getBytes(StandardCharsets.US_ASCII));
                if (step.isLast()) {
                    ended.accept(step.id());
                }
            }
        } catch (IOException e) {
            return; // the server has closed the connection
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
