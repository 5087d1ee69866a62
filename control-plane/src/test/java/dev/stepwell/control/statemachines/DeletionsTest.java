package dev.stepwell.control.statemachines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceRequest;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceResponse;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.control.House;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionsTest {
    private House house;
    private Deletions deletions;
    private Caller caller;

    @BeforeEach
    void build() {
        house = new House();
        ControlDatabase database = new ControlDatabase(house.source);
        deletions = new Deletions(database, house.executions, new ChangeLog(database), Duration.ZERO);
        caller = house.newTenant();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aMachineGoesWhenNothingOfItRunsAndItsRevisionsStay() {
        String busy = create(caller, "busy", "one");
        String idle = create(caller, "idle", "one");
        String kept = create(caller, "kept", "one");
        Caller neighbour = house.newTenant();
        String theirs = create(neighbour, "idle", "one");
        ResolveStateMachineResponse revision = house.call(
                "ResolveStateMachine",
                caller,
                ResolveStateMachineRequest.newBuilder().setStateMachineArn(idle).build());
        alias("idle");
        house.executions.running.add("busy");
        delete(caller, busy);
        delete(caller, idle);
        delete(neighbour, theirs);

        assertThat(deletions.sweep()).isEqualTo(2);

        assertThat(status(busy)).isEqualTo("DELETING");
        assertThat(status(kept)).isEqualTo("ACTIVE");
        house.refused("StateMachineDoesNotExist", "DescribeStateMachine", caller, describing(idle));
        house.refused("StateMachineDoesNotExist", "DescribeStateMachine", caller, describing(idle + ":1"));
        DescribeRevisionResponse outlived = house.call(
                "DescribeRevision",
                caller,
                DescribeRevisionRequest.newBuilder()
                        .setRevisionId(revision.getRevisionId())
                        .build());
        assertThat(outlived.getDefinition()).isEqualTo("{\"v\":\"one\"}");

        house.executions.running.clear();
        assertThat(deletions.sweep()).isEqualTo(1);
        assertThat(deletions.sweep()).isZero();
    }

    @Test
    void aFreedNameStartsAnew() {
        String arn = create(caller, "m", "one");
        delete(caller, arn);
        deletions.sweep();

        assertThat(create(caller, "m", "two")).isEqualTo(arn);
        ListTagsForResourceResponse tags = house.call(
                "ListTagsForResource",
                caller,
                ListTagsForResourceRequest.newBuilder().setResourceArn(arn).build());
        assertThat(tags.getTagsList()).map(Tag::getValue).containsExactly("two");
        assertThat(status(arn + ":1")).isEqualTo("ACTIVE");
    }

    @Test
    void graceIsTheDatabasesTime() {
        ControlDatabase database = new ControlDatabase(house.source);
        Deletions patient = new Deletions(database, house.executions, new ChangeLog(database), Duration.ofHours(1));
        delete(caller, create(caller, "m", "one"));
        house.clock.advance(Duration.ofHours(2));
        assertThat(patient.sweep()).isZero();
    }

    @Test
    void followersHearOfIt() {
        String arn = create(caller, "m", "one");
        long before = house.plane.changes().newest();
        delete(caller, arn);
        deletions.sweep();
        assertThat(house.plane.changes().after(before, 10))
                .extracting(Change::kind, Change::subject, Change::tenant)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.MACHINE_DELETING, arn, caller.tenant()),
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.MACHINE_DELETED, arn, caller.tenant()));
    }

    private void alias(String machine) {
        new ControlDatabase(house.source).write(caller.tenant(), sql -> {
            sql.execute(
                    "INSERT INTO control.alias SELECT tenant_id, region, machine_id, 'PROD', '', now(), now() FROM"
                            + " control.state_machine WHERE name = ?",
                    machine);
            return sql.execute(
                    "INSERT INTO control.alias_route SELECT tenant_id, region, machine_id, 'PROD', 1, 100 FROM"
                            + " control.state_machine WHERE name = ?",
                    machine);
        });
    }

    private String create(Caller owner, String name, String value) {
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                owner,
                CreateStateMachineRequest.newBuilder()
                        .setName(name)
                        .setDefinition("{\"v\":\"" + value + "\"}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setPublish(true)
                        .addTags(Tag.newBuilder().setKey("k").setValue(value))
                        .build());
        return made.getStateMachineArn();
    }

    private void delete(Caller owner, String arn) {
        house.call(
                "DeleteStateMachine",
                owner,
                DeleteStateMachineRequest.newBuilder().setStateMachineArn(arn).build());
    }

    private static DescribeStateMachineRequest describing(String arn) {
        return DescribeStateMachineRequest.newBuilder().setStateMachineArn(arn).build();
    }

    private String status(String arn) {
        dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse found =
                house.call("DescribeStateMachine", caller, describing(arn));
        return found.getStatus();
    }
}
