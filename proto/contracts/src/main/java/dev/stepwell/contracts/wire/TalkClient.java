package dev.stepwell.contracts.wire;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on its way through to a process of another plane. Neither side's messages pile up here: what one side says is
 * fetched when the other is ready for it.
 */
final class TalkClient<Q extends Message, A extends Message> implements ClientResponseObserver<Q, A>, Ear<Q> {
    private final Mouth<A> mouth;
    private final Runnable ended;
    private @Nullable ClientCallStreamObserver<Q> up;
    private boolean owed;
    private boolean over;

    /**
     * @param mouth speaks to the client
     * @param ended runs once when the other process will say no more
     */
    TalkClient(Mouth<A> mouth, Runnable ended) {
        this.mouth = mouth;
        this.ended = ended;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
        up = stream;
        stream.disableAutoRequestWithInitial(1);
        stream.setOnReadyHandler(this::wake);
        mouth.onReady(this::fetch);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** The client is ready for more. */
    private void fetch() {
        ClientCallStreamObserver<Q> stream = up;
        boolean fetch;
        synchronized (this) {
            fetch = owed && !over;
            owed = false;
        }
        if (fetch && stream != null) {
            stream.request(1);
        }
    }

    @Override
    public void onNext(A said) {
        mouth.say(said);
        synchronized (this) {
            owed = true;
        }
        if (mouth.isReady()) {
            fetch();
        }
    }

    @Override
    public void onError(Throwable why) {
        if (!finish()) {
            return; // it was this side that broke it off
        }
        mouth.refuse(FaultStatus.from(
                why instanceof StatusRuntimeException status ? status : Status.UNAVAILABLE.asRuntimeException()));
    }

    @Override
    public void onCompleted() {
        if (finish()) {
            mouth.end();
        }
    }

    /** Whether it was not over already. */
    private boolean finish() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            notifyAll();
        }
        ended.run();
        return true;
    }

    @Override
    public void hear(Q said) {
        ClientCallStreamObserver<Q> stream = up;
        if (stream == null) {
            return;
        }
        synchronized (this) {
            while (!over && !stream.isReady()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            if (over) {
                return;
            }
        }
        stream.onNext(said);
    }

    @Override
    public synchronized void over() {
        ClientCallStreamObserver<Q> stream = up;
        if (stream != null && !over) {
            stream.onCompleted();
        }
    }

    @Override
    public void gone() {
        ClientCallStreamObserver<Q> stream = up;
        if (finish() && stream != null) {
            stream.cancel("the client is gone", null);
        }
    }
}
