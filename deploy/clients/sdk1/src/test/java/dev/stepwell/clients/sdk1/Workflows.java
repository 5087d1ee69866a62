package dev.stepwell.clients.sdk1;

import com.amazonaws.services.simpleworkflow.flow.ActivitySchedulingOptions;
import com.amazonaws.services.simpleworkflow.flow.DecisionContextProviderImpl;
import com.amazonaws.services.simpleworkflow.flow.WorkflowClock;
import com.amazonaws.services.simpleworkflow.flow.core.AndPromise;
import com.amazonaws.services.simpleworkflow.flow.core.Functor;
import com.amazonaws.services.simpleworkflow.flow.core.Promise;
import com.amazonaws.services.simpleworkflow.flow.core.Settable;
import com.amazonaws.services.simpleworkflow.flow.core.Task;
import com.amazonaws.services.simpleworkflow.flow.core.TryCatchFinally;
import com.amazonaws.services.simpleworkflow.flow.interceptors.ExponentialRetryPolicy;
import com.amazonaws.services.simpleworkflow.flow.interceptors.RetryDecorator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Workflows on generated clients. */
public final class Workflows {
    /** Every implementation, for a worker. */
    static final List<Class<?>> ALL = List.of(
            InSequence.class,
            InParallel.class,
            WithRetry.class,
            WithTimers.class,
            WithSignal.class,
            WithChildren.class,
            WithCleanUp.class,
            OverGenerations.class,
            OnOneHost.class);

    private Workflows() {}

    private static WorkflowClock clock() {
        return new DecisionContextProviderImpl().getDecisionContext().getWorkflowClock();
    }

    /** By the generated client of the activities. */
    public static final class InSequence implements Sequence {
        private final ShopClient shop = new ShopClientImpl();

        @Override
        public Promise<String> run(String letters) {
            Promise<String> joined = Promise.asPromise("");
            for (String letter : letters.split("")) {
                joined = shop.join(joined, Promise.asPromise(letter));
            }
            return joined;
        }
    }

    /** All at once. */
    public static final class InParallel implements Parallel {
        private final ShopClient shop = new ShopClientImpl();

        @Override
        public Promise<String> run(String letters) {
            List<Promise<String>> joined = new ArrayList<>();
            for (int i = 0; i < letters.length(); i++) {
                joined.add(shop.join(letters.substring(i, i + 1), "-"));
            }
            return new Functor<String>(new AndPromise(joined.toArray(new Promise<?>[0]))) {
                @Override
                protected Promise<String> doExecute() {
                    return Promise.asPromise(
                            String.join("", joined.stream().map(Promise::get).toList()));
                }
            };
        }
    }

    /** The client's own calls are tried again. */
    public static final class WithRetry implements Retry {
        @Override
        public Promise<String> run(String name) {
            ShopClient shop = new RetryDecorator(new ExponentialRetryPolicy(1).withMaximumAttempts(5))
                    .decorate(ShopClient.class, new ShopClientImpl());
            return shop.failTwice(name);
        }
    }

    /** One fires and ends the other. */
    public static final class WithTimers implements Timers {
        @Override
        public Promise<String> run() {
            Promise<Void> soon = clock().createTimer(1);
            Settable<String> ended = new Settable<>();
            TryCatchFinally late = new TryCatchFinally() {
                @Override
                protected void doTry() {
                    clock().createTimer(3600);
                }

                @Override
                protected void doCatch(Throwable e) throws Throwable {
                    if (!(e instanceof CancellationException)) {
                        throw e;
                    }
                }

                @Override
                protected void doFinally() {
                    ended.set("fired and cancelled");
                }
            };
            new Task(soon) {
                @Override
                protected void doExecute() {
                    late.cancel(null);
                }
            };
            return ended;
        }
    }

    /** A workflow is over once no task of it is left, whatever it has returned; so it waits in one. */
    public static final class WithSignal implements Signalled {
        private final Settable<String> told = new Settable<>();

        @Override
        public Promise<String> run() {
            return new Functor<String>(told) {
                @Override
                protected Promise<String> doExecute() {
                    return told;
                }
            };
        }

        @Override
        public void tell(String what) {
            told.set(what);
        }
    }

    /** By the generated clients of other workflows. */
    public static final class WithChildren implements Children {
        @Override
        public Promise<String> run(String name) {
            Promise<String> letters =
                    new SequenceClientFactoryImpl().getClient(name + "-joins").run("abc");
            SignalledClient waiting = new SignalledClientFactoryImpl().getClient(name + "-waits");
            Promise<String> told = waiting.run();
            new Task(waiting.getRunId(), letters) {
                @Override
                protected void doExecute() {
                    waiting.tell(letters.get() + "!");
                }
            };
            return told;
        }
    }

    /** What is cancelled is tidied up. */
    public static final class WithCleanUp implements CleanUp {
        private final ShopClient shop = new ShopClientImpl();

        @Override
        public void run() {
            new TryCatchFinally() {
                @Override
                protected void doTry() {
                    shop.workOn();
                }

                @Override
                protected void doCatch(Throwable e) {
                    rethrow(e, shop.cleanUp("the rest"));
                }

                @Override
                protected void doFinally() {
                    // Nothing that both ends have in common.
                }
            };
        }
    }

    /** By the generated client of itself. */
    public static final class OverGenerations implements Generations {
        @Override
        public Promise<String> run(int generation, int last) {
            if (generation == last) {
                return Promise.asPromise("generation " + generation);
            }
            new GenerationsSelfClientImpl().run(generation + 1, last);
            return Promise.asPromise("continued");
        }
    }

    /** The list of the worker that took the first activity gets the second. */
    public static final class OnOneHost implements Affine {
        private final ShopClient shop = new ShopClientImpl();

        @Override
        public Promise<String> run() {
            Promise<String> host = shop.ownList();
            return new Functor<String>(host) {
                @Override
                protected Promise<String> doExecute() {
                    Promise<String> second = shop.ownList(new ActivitySchedulingOptions().withTaskList(host.get()));
                    return shop.join(second, Promise.asPromise(" = " + host.get()));
                }
            };
        }
    }
}
