package dev.stepwell.execution.live;

import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was told lately, so that hints that come twice are told once. Forgetting costs a repetition only. */
final class Recently {
    private static final int MOST = 10_000;

    private final Map<ExecutionKey, Found> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionKey, Found> eldest) {
            return size() > MOST;
        }
    };

    /** Those that were not told as they are now. */
    synchronized List<Found> news(Iterable<Found> read) {
        List<Found> news = new ArrayList<>();
        for (Found found : read) {
            if (!found.equals(told.put(found.key(), found))) {
                news.add(found);
            }
        }
        return news;
    }
}
