package dev.stepwell.clients.sdk1;

import com.amazonaws.services.simpleworkflow.flow.annotations.Activities;
import com.amazonaws.services.simpleworkflow.flow.annotations.ActivityRegistrationOptions;

/** What activity workers can do. */
@Activities(version = "1.0", activityNamePrefix = "Shop.")
@ActivityRegistrationOptions(defaultTaskScheduleToStartTimeoutSeconds = 60, defaultTaskStartToCloseTimeoutSeconds = 60)
public interface Shop {
    /** Both texts, one after the other. */
    String join(String before, String after);

    /** Fails twice under each name, and then succeeds. */
    String failTwice(String name);

    /** Works, with a heartbeat now and then, until it is told to give up. */
    String workOn();

    /** Tidies up after what was given up. */
    String cleanUp(String what);

    /** The task list that only the worker who is asked polls. */
    String ownList();
}
