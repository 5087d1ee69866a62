package dev.stepwell.rig.crew;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.simulation.program.Script;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Reports tasks by their tokens, as their scripts say. */
final class Completions {
    private final Desk<SfnClient> desk;
    private final Book book;

    Completions(Desk<SfnClient> desk, Book book) {
        this.desk = desk;
        this.book = book;
    }

    /** @param byToken whether the token was passed on by a function, rather than handed out to a worker */
    void send(String token, JsonNode parameters, Script script, boolean byToken) {
        boolean fails = script.act(parameters) == Script.Act.FAIL;
        String mark = book.newMark();
        try {
            if (fails) {
                desk.ask(sfn -> sfn.sendTaskFailure(
                        r -> r.taskToken(token).error(Script.ERROR).cause("mark:" + mark + ";")));
            } else {
                String output = script.result(parameters, mark).toString();
                desk.ask(sfn -> sfn.sendTaskSuccess(r -> r.taskToken(token).output(output)));
            }
            book.completed(token, mark, byToken);
        } catch (TaskTimedOutException over) {
            // Too late, or taken by an earlier try that nobody answered.
        } catch (TaskDoesNotExistException early) {
            book.violated("I1", token, "a task that was handed out does not exist");
        } catch (SfnException refused) {
            book.violated("I1", token, "a completion was refused: " + refused.getMessage());
        }
    }

    /** Gives a sign of life; false when the task is over. */
    boolean beat(String token) {
        try {
            desk.ask(sfn -> sfn.sendTaskHeartbeat(r -> r.taskToken(token)));
            return true;
        } catch (TaskTimedOutException over) {
            return false;
        }
    }
}
