package dev.stepwell.gateway.connections;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cuts a connection that has not said in time as much as every HTTP/2 client says first: a preface of 24 octets and a frame of settings. */
final class FirstWords extends ChannelInboundHandlerAdapter {
    private static final int PREFACE_AND_SETTINGS = 24 + 9;

    private final Duration patience;
    private int said;
    private @Nullable Future<?> end;

    FirstWords(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        end = context.executor().schedule(() -> context.close(), patience.toNanos(), TimeUnit.NANOSECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        said += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        if (said >= PREFACE_AND_SETTINGS) {
            stop();
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void stop() {
        Future<?> waiting = end;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
