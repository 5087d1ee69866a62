package dev.stepwell.contracts.wire;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a {@link Conversation} as a bidirectional stream of gRPC. */
public final class TalkServer {
    private static final Logger LOG = LoggerFactory.getLogger(TalkServer.class);
    private static final Fault DEFECT =
            new Fault(FaultStatus.INTERNAL, "The request could not be done because of an internal failure.");

    private TalkServer() {}

    /**
     * Serves it.
     *
     * @param caller who asks, within the call's context
     * @param maxText how long the text of a refusal may be
     */
    public static <Q extends Message, A extends Message> ServerCallHandler<Q, A> of(
            Supplier<Caller> caller, Conversation<Q, A> conversation, int maxText) {
        return ServerCalls.asyncBidiStreamingCall(down -> {
            StreamMouth<A> mouth = new StreamMouth<>((ServerCallStreamObserver<A>) down, maxText);
            return new Up<>(conversation, caller.get(), mouth);
        });
    }

    /** What the client says. */
    private static final class Up<Q extends Message, A extends Message> implements StreamObserver<Q> {
        private final Ear<Q> ear;
        private final StreamMouth<A> mouth;

        Up(Conversation<Q, A> conversation, Caller caller, StreamMouth<A> mouth) {
            this.mouth = mouth;
            this.ear = begin(conversation, caller, mouth);
            mouth.down.setOnCancelHandler(ear::gone);
            mouth.down.setOnCloseHandler(ear::gone);
        }

        private static <Q extends Message, A extends Message> Ear<Q> begin(
                Conversation<Q, A> conversation, Caller caller, StreamMouth<A> mouth) {
            try {
                return conversation.begin(caller, mouth);
            } catch (Fault fault) {
                mouth.refuse(fault);
                return new Deaf<>();
            } catch (RuntimeException e) {
                LOG.error("a stream could not begin, request {}", caller.requestId(), e);
                mouth.refuse(DEFECT);
                return new Deaf<>();
            }
        }

        @Override
        public void onNext(Q said) {
            try {
                ear.hear(said);
            } catch (Fault fault) {
                ear.gone();
                mouth.refuse(fault);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("a stream failed", e);
                ear.gone();
                mouth.refuse(DEFECT);
            }
        }

        @Override
        public void onError(Throwable broken) {
            ear.gone();
        }

        @Override
        public void onCompleted() {
            ear.over();
        }
    }

    /** Hears nothing. */
    private record Deaf<Q extends Message>() implements Ear<Q> {
        @Override
        public void hear(Q said) {}

        @Override
        public void over() {}

        @Override
        public void gone() {}
    }

    /** A stream of answers, of which only one thread may write at a time and nobody after its end. */
    private static final class StreamMouth<A extends Message> implements Mouth<A> {
        private final ServerCallStreamObserver<A> down;
        private final int maxText;
        private boolean ended;

        StreamMouth(ServerCallStreamObserver<A> down, int maxText) {
            this.down = down;
            this.maxText = maxText;
        }

        @Override
        public synchronized void say(A what) {
            if (!ended && !down.isCancelled()) {
                down.onNext(what);
            }
        }

        @Override
        public boolean isReady() {
            return down.isReady();
        }

        @Override
        public void onReady(Runnable what) {
            down.setOnReadyHandler(what);
        }

        @Override
        public synchronized void end() {
            if (!ended && !down.isCancelled()) {
                down.onCompleted();
            }
            ended = true;
        }

        @Override
        public synchronized void refuse(Fault fault) {
            if (!ended && !down.isCancelled()) {
                down.onError(FaultStatus.of(fault, maxText));
            }
            ended = true;
        }
    }
}
