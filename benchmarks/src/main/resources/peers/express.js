const express = require('express');

const items = [];
for (let i = 0; i < 128; i++) {
	items.push({ id: 100000 + i, name: `Item ${i}`, description: `A description of the item ${i}, of some length`,
		price: 10.25 + i % 80, available: i % 2 === 0 });
}

const app = express();
app.get('/16k/:id', (request, response) => response.json({ items }));
app.listen(Number(process.argv[2]), '127.0.0.1');
