package dev.stepwell.gateway.connections;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Cuts an HTTP/1 connection that keeps the server waiting: for its first request, for the rest of a request, or for room to write an answer.
 * A connection whose request is being answered, as a long poll is, and one that rests between requests wait for nobody. All of it happens
 * on the connection's own event loop.
 */
public final class SlowClients {
    private static final String CODEC = "http-server-codec";

    /** An answer of a megabyte may take four seconds longer than a short one, and none more than that. */
    private static final long SLOWEST_READER = 262_144;

    private static final long LARGE = 1_048_576;

    private final Channel connection;
    private final long patience;

    /** Since when the rest of a request is waited for; meaningless unless {@link #asking}. */
    private long askingSince = System.nanoTime();

    private boolean asking = true;
    private int unanswered;

    private long unread;
    private long readUntil;
    private boolean watching;

    private SlowClients(Channel connection, Duration patience) {
        this.connection = connection;
        this.patience = patience.toNanos();
    }

    /** Watches over a connection whose pipeline has been built around a {@code http-server-codec}. */
    public static void watch(Channel connection, Duration patience) {
        SlowClients watch = new SlowClients(connection, patience);
        ChannelPipeline pipeline = connection.pipeline();
        if (pipeline.get(CODEC) == null) {
            return; // whoever answers another protocol here watches over it
        }
        pipeline.addBefore(CODEC, "slow-bytes", watch.new Bytes());
        pipeline.addAfter(CODEC, "slow-messages", watch.new Messages());
        watch.look();
    }

    private void look() {
        long now = System.nanoTime();
        boolean late = asking && unanswered == 0 && now - askingSince >= patience;
        boolean deaf = unread > 0 && now - readUntil >= 0;
        if (late || deaf) {
            connection.close();
        }
        watching = connection.isOpen() && !late && !deaf && (asking || unread > 0);
        if (watching) {
            var unused = connection.eventLoop().schedule(this::look, patience / 8, TimeUnit.NANOSECONDS);
        }
    }

    private void begin() {
        if (!asking) {
            asking = true;
            askingSince = System.nanoTime();
            wake();
        }
    }

    /** From now on, for what was written last or for the rest of it. */
    private void expectReading() {
        readUntil = System.nanoTime() + patience + TimeUnit.SECONDS.toNanos(Math.min(unread, LARGE)) / SLOWEST_READER;
    }

    private void wake() {
        if (!watching) {
            watching = true;
            var unused = connection.eventLoop().schedule(this::look, patience / 8, TimeUnit.NANOSECONDS);
        }
    }

    /** What comes and goes, before it means anything. */
    private final class Bytes extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            begin();
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            int size = message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            if (size == 0) {
                context.write(message, promise);
                return;
            }
            unread += size;
            if (unread == size) {
                expectReading();
            }
            ChannelPromise told = promise.unvoid();
            told.addListener(taken -> {
                unread -= size;
                expectReading();
            });
            wake();
            context.write(message, told);
        }
    }

    /** Whole requests, and the ends of their answers. */
    private final class Messages extends ChannelDuplexHandler {
        private boolean interim;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                asking = false;
                unanswered++;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response) {
                interim = response.status().equals(HttpResponseStatus.CONTINUE);
            }
            if (message instanceof LastHttpContent && !interim) {
                unanswered = Math.max(0, unanswered - 1);
            }
            context.write(message, promise);
        }
    }
}
