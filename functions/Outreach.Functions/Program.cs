using Microsoft.Extensions.Hosting;
using Outreach.Functions;

await WorkerHost.Build(args).RunAsync();
