package dev.stepwell.execution.ready;

class MemoryQueueTest extends QueueSuite {
    MemoryQueueTest() {
        super(new MemoryQueue());
    }
}
