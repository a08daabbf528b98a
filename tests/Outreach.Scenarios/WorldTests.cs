using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>A process shares no service of the App with another, so what a service kept in memory is gone after a stop.</summary>
public sealed class WorldTests
{
    private static IEnumerable<Type> Services =>
        new ServiceCollection().AddOutreachApp().Select(service => service.ServiceType).Where(type => !type.IsGenericType);

    [Fact]
    public async Task A_copy_has_new_services()
    {
        await using var world = new World();
        await using var copy = world.Copy();
        Assert.NotEmpty(Services);
        Assert.All(Services, type => Assert.NotSame(Service(world, type), Service(copy, type)));
    }

    [Fact]
    public async Task A_stopped_process_has_new_services_afterwards()
    {
        await using var world = new World();
        var before = Services.ToDictionary(type => type, type => Service(world, type));
        (world.Breakpoints.Armed, world.Breakpoints.Stops) = (true, [new Stop(0, After: false)]);
        await world.AskAsync(() => world.Get<ITables>().GetAsync(Keys.Of(Core.Kernel.AggregateId.Agreement("R6TQT")), default));
        Assert.All(Services, type => Assert.NotSame(before[type], Service(world, type)));
    }

    private static object Service(World world, Type type) => world.Get<IServiceProvider>().GetRequiredService(type);
}
