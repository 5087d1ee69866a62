package dev.stepwell.clients.flow;

import com.amazonaws.services.simpleworkflow.flow.ActivitySchedulingOptions;
import com.amazonaws.services.simpleworkflow.flow.DecisionContext;
import com.amazonaws.services.simpleworkflow.flow.DecisionContextProviderImpl;
import com.amazonaws.services.simpleworkflow.flow.DynamicActivitiesClient;
import com.amazonaws.services.simpleworkflow.flow.DynamicActivitiesClientImpl;
import com.amazonaws.services.simpleworkflow.flow.DynamicWorkflowClientImpl;
import com.amazonaws.services.simpleworkflow.flow.JsonDataConverter;
import com.amazonaws.services.simpleworkflow.flow.annotations.Execute;
import com.amazonaws.services.simpleworkflow.flow.annotations.Signal;
import com.amazonaws.services.simpleworkflow.flow.annotations.Workflow;
import com.amazonaws.services.simpleworkflow.flow.annotations.WorkflowRegistrationOptions;
import com.amazonaws.services.simpleworkflow.flow.core.AndPromise;
import com.amazonaws.services.simpleworkflow.flow.core.Functor;
import com.amazonaws.services.simpleworkflow.flow.core.Promise;
import com.amazonaws.services.simpleworkflow.flow.core.Settable;
import com.amazonaws.services.simpleworkflow.flow.core.Task;
import com.amazonaws.services.simpleworkflow.flow.core.TryCatchFinally;
import com.amazonaws.services.simpleworkflow.flow.generic.ContinueAsNewWorkflowExecutionParameters;
import com.amazonaws.services.simpleworkflow.flow.interceptors.ExponentialRetryPolicy;
import com.amazonaws.services.simpleworkflow.flow.interceptors.RetryDecorator;
import com.amazonaws.services.simpleworkflow.flow.model.ActivityType;
import com.amazonaws.services.simpleworkflow.flow.model.WorkflowExecution;
import com.amazonaws.services.simpleworkflow.flow.model.WorkflowType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Workflows in the manner of Flow's own guide, one for each of its patterns. */
public final class Workflows {
    static final String VERSION = "1.0";

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

    static WorkflowType type(Class<?> workflow) {
        return WorkflowType.builder()
                .name(workflow.getSimpleName() + ".run")
                .version(VERSION)
                .build();
    }

    private static Promise<String> ask(DynamicActivitiesClient shop, String activity, Promise<?>... arguments) {
        return shop.scheduleActivity(activity(activity), arguments, null, String.class);
    }

    private static ActivityType activity(String name) {
        return ActivityType.builder().name("Shop." + name).version(VERSION).build();
    }

    private static DecisionContext context() {
        return new DecisionContextProviderImpl().getDecisionContext();
    }

    /** Each letter is joined to what came of those before. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Sequence {
        @Execute(version = VERSION)
        Promise<String> run(String letters);
    }

    public static final class InSequence implements Sequence {
        @Override
        public Promise<String> run(String letters) {
            DynamicActivitiesClient shop = new DynamicActivitiesClientImpl();
            Promise<String> joined = Promise.asPromise("");
            for (String letter : letters.split("")) {
                joined = ask(shop, "join", joined, Promise.asPromise(letter));
            }
            return joined;
        }
    }

    /** Each letter is joined to a hyphen, all at once, and all of them are waited for. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Parallel {
        @Execute(version = VERSION)
        Promise<String> run(String letters);
    }

    public static final class InParallel implements Parallel {
        @Override
        public Promise<String> run(String letters) {
            DynamicActivitiesClient shop = new DynamicActivitiesClientImpl();
            List<Promise<String>> joined = new ArrayList<>();
            for (String letter : letters.split("")) {
                joined.add(ask(shop, "join", Promise.asPromise(letter), Promise.asPromise("-")));
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

    /** An activity that fails is tried again after one second, and after two. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Retry {
        @Execute(version = VERSION)
        Promise<String> run(String name);
    }

    public static final class WithRetry implements Retry {
        @Override
        public Promise<String> run(String name) {
            DynamicActivitiesClient shop = new RetryDecorator(new ExponentialRetryPolicy(1).withMaximumAttempts(5))
                    .decorate(DynamicActivitiesClient.class, new DynamicActivitiesClientImpl());
            return shop.scheduleActivity(activity("failTwice"), new Object[] {name}, null, String.class);
        }
    }

    /** A timer that fires ends one that would not for an hour. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Timers {
        @Execute(version = VERSION)
        Promise<String> run();
    }

    public static final class WithTimers implements Timers {
        @Override
        public Promise<String> run() {
            Promise<Void> soon = context().getWorkflowClock().createTimer(1);
            Settable<String> ended = new Settable<>();
            TryCatchFinally late = new TryCatchFinally() {
                @Override
                protected void doTry() {
                    context().getWorkflowClock().createTimer(3600);
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

    /** Waits for a signal, and ends with what it brought. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Signalled {
        @Execute(version = VERSION)
        Promise<String> run();

        @Signal
        void tell(String what);
    }

    public static final class WithSignal implements Signalled {
        private final Settable<String> told = new Settable<>();

        @Override
        public Promise<String> run() {
            return new Functor<String>(
                    told) { // a workflow is over once no task of it is left, whatever it has returned
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

    /** One child joins letters; another waits for a signal, which the parent sends it. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Children {
        @Execute(version = VERSION)
        Promise<String> run(String name);
    }

    public static final class WithChildren implements Children {
        @Override
        public Promise<String> run(String name) {
            Promise<String> letters = child(name + "-joins", Sequence.class)
                    .startWorkflowExecution(new Object[] {"abc"}, null, String.class);
            DynamicWorkflowClientImpl waiting = child(name + "-waits", Signalled.class);
            Promise<String> told = waiting.startWorkflowExecution(new Object[0], null, String.class);
            new Task(waiting.getRunId(), letters) {
                @Override
                protected void doExecute() {
                    waiting.signalWorkflowExecution("tell", new Object[] {letters.get() + "!"});
                }
            };
            return told;
        }

        private static DynamicWorkflowClientImpl child(String workflowId, Class<?> workflow) {
            return new DynamicWorkflowClientImpl(
                    WorkflowExecution.builder().workflowId(workflowId).build(), type(workflow));
        }
    }

    /** Works until it is cancelled, and tidies up before it ends. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface CleanUp {
        @Execute(version = VERSION)
        void run();
    }

    public static final class WithCleanUp implements CleanUp {
        @Override
        public void run() {
            DynamicActivitiesClient shop = new DynamicActivitiesClientImpl();
            new TryCatchFinally() {
                @Override
                protected void doTry() {
                    ask(shop, "workOn");
                }

                @Override
                protected void doCatch(Throwable e) {
                    rethrow(e, ask(shop, "cleanUp", Promise.asPromise("the rest")));
                }

                @Override
                protected void doFinally() {
                    // Nothing that both ends have in common.
                }
            };
        }
    }

    /** Continues as new until it has had as many generations as it was told. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Generations {
        @Execute(version = VERSION)
        Promise<String> run(int generation, int last);
    }

    public static final class OverGenerations implements Generations {
        @Override
        public Promise<String> run(int generation, int last) {
            if (generation == last) {
                return Promise.asPromise("generation " + generation);
            }
            context()
                    .getWorkflowContext()
                    .setContinueAsNewOnCompletion(new ContinueAsNewWorkflowExecutionParameters()
                            .withInput(new JsonDataConverter().toData(new Object[] {generation + 1, last})));
            return Promise.asPromise("continued");
        }
    }

    /** The worker that takes the first activity gets all the others. */
    @Workflow
    @WorkflowRegistrationOptions(defaultExecutionStartToCloseTimeoutSeconds = 300)
    public interface Affine {
        @Execute(version = VERSION)
        Promise<String> run();
    }

    public static final class OnOneHost implements Affine {
        @Override
        public Promise<String> run() {
            DynamicActivitiesClient shop = new DynamicActivitiesClientImpl();
            Promise<String> host = ask(shop, "ownList");
            return new Functor<String>(host) {
                @Override
                protected Promise<String> doExecute() {
                    ActivitySchedulingOptions there = new ActivitySchedulingOptions().withTaskList(host.get());
                    Promise<String> second =
                            shop.scheduleActivity(activity("ownList"), new Object[0], there, String.class);
                    return ask(shop, "join", second, Promise.asPromise(" = " + host.get()));
                }
            };
        }
    }
}
