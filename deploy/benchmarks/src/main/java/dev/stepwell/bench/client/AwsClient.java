package dev.stepwell.bench.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** AWS JSON with real signatures over one connection, which is kept. Not for several threads. */
public final class AwsClient implements AutoCloseable {
    private final URI endpoint;
    private final Signer signer;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private long received;

    /** Connects with the first request. */
    public AwsClient(URI endpoint, Signer signer) {
        this.endpoint = endpoint;
        this.signer = signer;
    }

    /** A refusal. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String body;

        Refused(int status, String body) {
            super(status + " " + body);
            this.status = status;
            this.body = body;
        }

        /** The status of HTTP. */
        public int status() {
            return status;
        }

        /** The answer as it stands there. */
        public String body() {
            return body;
        }
    }

    /** A signed request; it may be sent again for some minutes. */
    public byte[] request(String action, String body) {
        return signer.request(endpoint, action, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks, and waits for the answer. */
    public String call(String action, String body) throws IOException {
        return send(request(action, body));
    }

    /** Sends a request that was signed before. */
    public String send(byte[] request) throws IOException {
        try {
            Socket open = socket;
            if (open == null) {
                open = new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
                open.setTcpNoDelay(true);
                open.setSoTimeout(75_000);
                socket = open;
                in = new BufferedInputStream(open.getInputStream(), 8_192);
            }
            OutputStream out = open.getOutputStream();
            out.write(request);
            return answer();
        } catch (Refused e) {
            throw e;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** How many bytes of bodies it has been answered so far. */
    public long received() {
        return received;
    }

    private String answer() throws IOException {
        String first = line();
        int status = Integer.parseInt(first.substring(9, 12));
        int length = 0;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            closes |= lower.equals("connection: close");
        }
        InputStream from = in;
        String body = new String(from == null ? new byte[0] : from.readNBytes(length), StandardCharsets.UTF_8);
        received += length;
        if (closes) {
            close();
        }
        if (status != 200) {
            throw new Refused(status, body);
        }
        return body;
    }

    private String line() throws IOException {
        InputStream from = in;
        StringBuilder line = new StringBuilder(64);
        for (int c = from == null ? -1 : from.read(); c != '\n'; c = from.read()) {
            if (c < 0 || from == null) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                return; // it is gone either way
            }
        }
    }
}
