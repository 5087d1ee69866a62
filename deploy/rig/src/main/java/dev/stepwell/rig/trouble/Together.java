package dev.stepwell.rig.trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who ask at the same time. */
final class Together {
    private Together() {}

    /** Does all of it by so many threads, and returns what came of each, in order. */
    static <T> List<T> ask(int threads, List<Callable<T>> questions) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question failed", e.getCause());
        }
    }
}
