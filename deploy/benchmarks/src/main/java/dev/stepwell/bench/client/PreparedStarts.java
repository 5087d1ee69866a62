package dev.stepwell.bench.client;

import com.google.protobuf.CodedOutputStream;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts executions over gRPC by bytes that were made beforehand: the frames of HTTP/2 (RFC 9113) in which only the number of the stream and an
 * id in the input differ, as many in one write as are due. Of an answer no more is read than whether it is one. So a flood costs its driver
 * a few microseconds a start, and what is measured is the server.
 */
public final class PreparedStarts implements AutoCloseable {
    /** How long an id is. */
    public static final int ID = 36;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = "grpc-status\u0001".getBytes(StandardCharsets.US_ASCII);
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int HEAD = 9;
    private static final int FIRST_WINDOW = 65_535;
    private static final int LARGE_WINDOW = 1 << 30;
    private static final char RESOURCE_EXHAUSTED = '8';

    private final Socket socket;
    private final OutputStream out;
    private final byte[] template;
    private final int[] streamAt;
    private final int idAt;
    private final int dataBytes;
    private final Ear ear;
    private long window = FIRST_WINDOW; // guarded by this
    private int next = 1;
    private volatile boolean closed;

    /** Hears what becomes of starts, on a thread of the connection. */
    public interface Ear {
        /** The start with that number on this connection was acknowledged. */
        void accepted(int number);

        /** It was throttled. */
        void throttled(int number);

        /** Neither. */
        void failed(int number);
    }

    /**
     * Connects.
     *
     * @param input of the executions, with an id of {@link #ID} characters
     * @param id what stands there in place of one
     */
    public PreparedStarts(Doors doors, String machine, String input, String id, Ear ear) throws IOException {
        this.ear = ear;
        byte[] message = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setInput(input)
                .build()
                .toByteArray();
        byte[] headers = headers(doors);
        this.dataBytes = message.length + 5;
        ByteBuffer bytes = ByteBuffer.allocate(2 * HEAD + headers.length + dataBytes);
        head(bytes, headers.length, HEADERS, END_HEADERS, 0);
        bytes.put(headers);
        int data = bytes.position();
        head(bytes, dataBytes, DATA, END_STREAM, 0);
        bytes.put((byte) 0).putInt(message.length).put(message);
        this.template = bytes.array();
        this.streamAt = new int[] {HEAD - 4, data + HEAD - 4};
        this.idAt = new String(template, StandardCharsets.ISO_8859_1).indexOf(id, data);
        int colon = doors.grpc().lastIndexOf(':');
        this.socket = new Socket(
                doors.grpc().substring(0, colon), Integer.parseInt(doors.grpc().substring(colon + 1)));
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
        ByteBuffer first =
                ByteBuffer.allocate(PREFACE.length + HEAD + 12 + HEAD + 4).put(PREFACE);
        head(first, 12, SETTINGS, 0, 0);
        first.putShort((short) 1).putInt(0).putShort((short) 4).putInt(LARGE_WINDOW); // no table of headers
        head(first, 4, WINDOW_UPDATE, 0, 0);
        first.putInt(LARGE_WINDOW);
        write(first.array(), first.position());
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** The header block of every request (RFC 7541), each line a literal that is not remembered. */
    private static byte[] headers(Doors doors) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(":method", "POST");
        lines.put(":scheme", "http");
        lines.put(":path", "/" + StepFunctionsGrpc.getStartExecutionMethod().getFullMethodName());
        lines.put(":authority", doors.grpc());
        lines.put("content-type", "application/grpc");
        lines.put("te", "trailers");
        lines.put("authorization", "Bearer " + doors.keys().getOrDefault("STEPWELL_API_KEY", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<String, String> line : lines.entrySet()) {
            bytes.write(0);
            text(bytes, line.getKey());
            text(bytes, line.getValue());
        }
        return bytes.toByteArray();
    }

    /** A length as an integer with a prefix of seven bits, which beyond it goes on as protobuf's varints do. */
    private static void text(ByteArrayOutputStream bytes, String text) throws IOException {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length < 127) {
            bytes.write(ascii.length);
        } else {
            bytes.write(127);
            CodedOutputStream rest = CodedOutputStream.newInstance(bytes);
            rest.writeUInt32NoTag(ascii.length - 127);
            rest.flush();
        }
        bytes.write(ascii);
    }

    private static void head(ByteBuffer to, int length, int type, int flags, int stream) {
        to.putInt(length << 8 | type).put((byte) flags).putInt(stream);
    }

    /** The number of the start that is sent next; that of each other one is one higher. */
    public int nextNumber() {
        return next / 2;
    }

    /** Starts executions with these ids in one write. Those that the window of the connection has no room for are waited with. */
    public void send(Iterable<String> ids) throws IOException, InterruptedException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(1 << 14);
        for (String id : ids) {
            byte[] one = template.clone();
            ByteBuffer patched = ByteBuffer.wrap(one);
            for (int at : streamAt) {
                patched.putInt(at, next);
            }
            patched.put(idAt, id.getBytes(StandardCharsets.US_ASCII));
            next += 2;
            if (!hasRoom()) {
                write(batch.toByteArray(), batch.size());
                batch.reset();
                awaitRoom();
            }
            batch.write(one);
        }
        write(batch.toByteArray(), batch.size());
    }

    private synchronized boolean hasRoom() {
        if (window < dataBytes) {
            return false;
        }
        window -= dataBytes;
        return true;
    }

    private synchronized void awaitRoom() throws InterruptedException {
        while (window < dataBytes && !closed) {
            wait(1_000);
        }
        window -= dataBytes;
    }

    private synchronized void widen(int by) {
        window += by;
        notifyAll();
    }

    private void write(byte[] bytes, int length) throws IOException {
        synchronized (out) {
            out.write(bytes, 0, length);
        }
    }

    private void read() {
        boolean[] hasData = new boolean[1 << 20];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.readUnsignedByte();
                int number = (in.readInt() & Integer.MAX_VALUE) / 2;
                byte[] payload = in.readNBytes(lengthAndType >>> 8);
                switch (lengthAndType & 0xff) {
                    case DATA -> hasData[number] = true;
                    case HEADERS -> {
                        if ((flags & END_STREAM) != 0) {
                            ended(number, hasData[number], payload);
                        }
                    }
                    case RST_STREAM -> ear.failed(number);
                    case SETTINGS, PING -> acknowledge(lengthAndType & 0xff, flags, payload);
                    case WINDOW_UPDATE -> {
                        if (number == 0) {
                            widen(ByteBuffer.wrap(payload).getInt());
                        }
                    }
                    case GOAWAY -> throw new IOException("the server goes away");
                    default -> {} // nothing that a flood has to know
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void ended(int number, boolean hasAnswer, byte[] headers) {
        if (hasAnswer) {
            ear.accepted(number);
        } else if (status(headers) == RESOURCE_EXHAUSTED) {
            ear.throttled(number);
        } else {
            ear.failed(number);
        }
    }

    /** The digit of the status, of which those that servers throttle with have one only; their headers are literals, too. */
    private static char status(byte[] headers) {
        int at = new String(headers, StandardCharsets.ISO_8859_1)
                .indexOf(new String(STATUS, StandardCharsets.ISO_8859_1));
        return at < 0 ? 0 : (char) headers[at + STATUS.length];
    }

    private void acknowledge(int type, int flags, byte[] payload) throws IOException {
        if ((flags & ACK) == 0) {
            byte[] body = type == PING ? payload : new byte[0];
            ByteBuffer answer = ByteBuffer.allocate(HEAD + body.length);
            head(answer, body.length, type, ACK, 0);
            answer.put(body);
            write(answer.array(), answer.position());
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
